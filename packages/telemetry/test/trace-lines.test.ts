import { createTraceTelemetry } from '../src/trace-lines';

describe('createTraceTelemetry', () => {
  const lines: { level: string; line: string }[] = [];
  const telemetryOf = () => createTraceTelemetry('activity-log-forwarder', (level, line) => void lines.push({ level, line }));
  const last = () => JSON.parse(lines.at(-1)?.line ?? '');

  beforeEach(() => void lines.splice(0));

  it('writes the metrics of a run as one line under their names, and leaves out what has no value', () => {
    const telemetry = telemetryOf();
    telemetry.identify({ partitionId: '3' });
    telemetry.emit({ RecordsForwarded: 12, RecordsRefused: 0, ForwardingLagSeconds: undefined });
    expect(lines).toEqual([{ level: 'info', line: expect.any(String) }]);
    expect(last()).toEqual({ service: 'activity-log-forwarder', partitionId: '3', metrics: { RecordsForwarded: 12, RecordsRefused: 0 } });
  });

  it('emits nothing when there is nothing to emit', () => {
    telemetryOf().emit({ ForwardingLagSeconds: undefined });
    expect(lines).toEqual([]);
  });

  it('writes a line of each level with its fields', () => {
    const telemetry = telemetryOf();
    telemetry.info('a', { n: 1 });
    telemetry.warn('b');
    telemetry.error('c', 'a text', { n: 2 });
    expect(lines.map(({ level }) => level)).toEqual(['info', 'warn', 'error']);
    expect(last()).toMatchObject({ message: 'c', n: 2, error: { name: 'Error', message: 'a text' } });
  });

  it('shows no token, no body and no request of an error', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.c2VjcmV0.c2ln';
    const error = Object.assign(new Error(`refused ${token}`), { request: { body: 'a body' }, cause: new Error(`Bearer ${token}`) });
    telemetryOf().error('Failed', error, { sessionToken: token, bytes: 'a body', note: token });
    expect(lines[0]?.line).not.toMatch(/c2VjcmV0|a body/);
  });
});
