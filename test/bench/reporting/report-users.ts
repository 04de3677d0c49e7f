// The whole function is loaded, as it is where it runs: its libraries are a part of the memory.
import '@audit-bridge/access-key-report';
import { environmentSchema } from '@audit-bridge/access-key-report/environment';
import { report } from '@audit-bridge/access-key-report/report';
import { noCounts } from '@audit-bridge/access-key-report/report-counts';
import { runEnd } from '@audit-bridge/access-key-report/run-end';
import { connectServices } from '@audit-bridge/access-key-report/services';
import { withSmallHeap } from '@audit-bridge/access-key-report/small-heap';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { createLogsIngestion } from '@audit-bridge/log-analytics/logs-ingestion';

/** Reports the users of a latency server, and writes how long that took: in milliseconds, without the start of the process. */
const [endpoint = ''] = process.argv.slice(2);
const counts = noCounts();
const { portsFor, settings } = connectServices(environmentSchema.parse(process.env), {
  onThrottled: () => counts.throttledCalls++,
  onUploadRetry: () => counts.uploadRetries++,
});
const { signal, at } = runEnd(Date.now(), 900_000);
const upload = createLogsIngestion({
  endpoint,
  ruleId: process.env.DATA_COLLECTION_RULE_ID ?? '',
  streamName: process.env.STREAM_NAME ?? '',
  openCredential: () => ({ getToken: async () => ({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) }),
  clock: systemClock,
  randomness: systemRandomness,
});
const startedAt = Date.now();
const before = performance.now();
await report({
  snapshot: { runId: 'run-1', attemptId: 'attempt-1', startedAt },
  ports: { ...portsFor(signal), upload: withSmallHeap(upload) },
  settings,
  counts,
  end: { at, signal },
});
const milliseconds = performance.now() - before;
if (counts.keysReported !== counts.usersRead * 2) throw new Error(`${counts.keysReported} keys of ${counts.usersRead} users.`);
process.stdout.write(JSON.stringify({ milliseconds, users: counts.usersRead }), () => process.exit(0));
