import { formatHint } from '@audit-bridge/activity-log-blobs';
import type { LogFields, Telemetry } from '@audit-bridge/telemetry';
import { handleMessage } from '../src/handle-message';
import { lines, path, record, SimulatedRun } from './fakes/simulated-run';

class RecordedTelemetry implements Telemetry {
  readonly emitted: Parameters<Telemetry['emit']>[0][] = [];
  readonly logged: string[] = [];
  identify = (fields: LogFields) => void this.logged.push(JSON.stringify(fields));
  info = (message: string, fields?: LogFields) => void this.logged.push(JSON.stringify({ message, ...fields }));
  warn = this.info;
  error = (message: string, error: unknown, fields?: LogFields) =>
    void this.logged.push(JSON.stringify({ message, error: String(error), ...fields }));
  emit = (metrics: Parameters<Telemetry['emit']>[0]) => void this.emitted.push(metrics);
}

function handling(run: SimulatedRun) {
  const telemetry = new RecordedTelemetry();
  const handle = (body: string) =>
    handleMessage(body, { telemetry, settings: run.settings, portsFor: () => run.ports, deadline: run.clock.now() + 300_000 });
  return { telemetry, handle };
}

const body = formatHint({ path, etag: 'e', committedOffset: 0, continuation: 0 });

describe('handleMessage', () => {
  it('logs the blob and counts, and never what stands in a record', async () => {
    const run = new SimulatedRun();
    run.container.write(path, `${lines(0, 3)}no json with a secret\n${record(4, { properties: { requestbody: 'a secret' } })}\n`);
    const { handle, telemetry } = handling(run);
    await handle(body);
    expect(telemetry.logged.join('\n')).toContain(path);
    expect(telemetry.logged.join('\n')).toContain('"eventsAccepted":4');
    expect(telemetry.logged.join('\n')).not.toContain('secret');
    expect(telemetry.emitted).toEqual([expect.objectContaining({ EventsIn: 5, EventsAccepted: 4, EventsRefused: 1 })]);
  });

  it('emits the metrics of a run that fails, as far as it came, and raises', async () => {
    const run = new SimulatedRun();
    run.container.write(path, `${lines(0, 3)}no json\n`);
    run.keepFailed = () => {
      throw new Error('The failure place is down.');
    };
    const { handle, telemetry } = handling(run);
    await expect(handle(body)).rejects.toThrow('The failure place is down.');
    expect(telemetry.emitted).toEqual([expect.objectContaining({ EventsIn: 4, EventsAccepted: 3, EventsRefused: 0 })]);
  });

  it('gives the lag behind the newest event, and none where nothing was committed', async () => {
    const run = new SimulatedRun();
    run.container.write(path, '');
    const { handle, telemetry } = handling(run);
    await handle(body);
    expect(telemetry.emitted[0]).not.toHaveProperty('LagSeconds');
    run.container.write(path, `${record(0, { time: '2020-01-01T00:00:00Z' })}\n`);
    await handle(body);
    expect(telemetry.emitted[1]?.LagSeconds).toBeGreaterThan(5 * 365 * 86_400);
  });

  it('raises for a message that is no hint', async () => {
    const { handle, telemetry } = handling(new SimulatedRun());
    await expect(handle('{"Type":"Notification"}')).rejects.toMatchObject({ name: 'MalformedHintError' });
    expect(telemetry.emitted).toHaveLength(1);
  });
});
