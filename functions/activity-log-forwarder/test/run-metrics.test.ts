import { noCounts } from '../src/forwarding-counts';
import { forwardingMetrics, parkedMetrics } from '../src/run-metrics';

const now = Date.parse('2026-11-21T10:00:00Z');
const message = (enqueuedAt: string | undefined) => ({ bytes: Buffer.alloc(0), offset: '0', sequenceNumber: 0, enqueuedAt });
const run = (...times: readonly (string | undefined)[]) => ({ partitionId: '0', messages: times.map(message) });

describe('the metrics of a run', () => {
  it('tell how far the newest message is behind', () => {
    const metrics = forwardingMetrics(noCounts(), run('2026-11-21T09:59:00Z', '2026-11-21T09:59:48.500Z', undefined), now);
    expect(metrics.ForwardingLagSeconds).toBe(11.5);
  });

  it.each([
    ['no messages', run()],
    ['no times', run(undefined)],
    ['an unreadable time', run('x')],
  ])('tell no lag with %s', (_, input) => {
    expect(forwardingMetrics(noCounts(), input, now)).not.toHaveProperty('ForwardingLagSeconds');
  });

  it('do not go below nothing where clocks differ', () => {
    expect(forwardingMetrics(noCounts(), run('2026-11-21T10:00:05Z'), now).ForwardingLagSeconds).toBe(0);
  });

  it('tell how old the oldest parked record is, and 0 when none waits', () => {
    const outcome = { blobsRemoved: 1, damagedBlobs: 2, oldestParkedMilliseconds: now - 90_000 };
    const counts = { ...noCounts(), recordsForwarded: 7 };
    expect(parkedMetrics(counts, outcome, now)).toMatchObject({
      ParkedRecordsForwarded: 7,
      DamagedParkedBlobs: 2,
      OldestParkedAgeSeconds: 90,
    });
    expect(parkedMetrics(counts, { ...outcome, oldestParkedMilliseconds: undefined }, now).OldestParkedAgeSeconds).toBe(0);
  });
});
