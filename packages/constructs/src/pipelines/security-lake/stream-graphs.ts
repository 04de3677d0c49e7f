import type { Names } from '@audit-bridge/naming';
import type { Graph } from '../../building-blocks/dashboard-widgets';
import { ownMetrics } from '../../building-blocks/own-metrics';
import { streamJobName, streamName } from './names';

/** From the stream to the lake; what comes before is Azure's, and stands in its workbook. */
export function streamGraphs(names: Names): readonly Graph[] {
  const job = streamJobName(names);
  const supervisor = names.of('lambdaFunction', 'stream-job-supervisor');
  const kinesis = (name: string) =>
    ({ namespace: 'AWS/Kinesis', name, dimensions: { StreamName: streamName(names) }, statistic: 'Sum', label: name }) as const;
  return [
    { title: 'Into and out of the stream', periodSeconds: 300, metrics: [kinesis('IncomingRecords'), kinesis('GetRecords.Records')] },
    ownMetrics('Records in, rows into the lake', job, ['StreamRecordsIn', 'StreamRecordsWritten']),
    ownMetrics('Quarantined, routed, repeated', job, [
      'StreamRecordsQuarantined',
      'StreamRecordsRouted',
      'StreamRecordsRepeated',
      'StreamIdConflicts',
    ]),
    ownMetrics('Runs of the job', supervisor, ['StreamJobRunning', 'StreamJobStarts', 'StreamJobFailures']),
  ];
}
