import { localNames } from '../environment/local-environment';
import { repeat } from '../pipelines/repeat';
import { writeFurtherRecords } from './record-files';
import { registerInput } from './register-input';
import type { SecurityLakeProps, StartedSecurityLake } from './run';

/** Instead of a window of minutes, and of a timer every few minutes. */
const pauseSeconds = 3;

/**
 * Lets a pipeline go on after its run: the function forwards what comes into the event hub, and sends on what could not be delivered; what then comes out of
 * the stream is a micro-batch for the job.
 *
 * @returns what it does, for a person
 */
export async function keepGoing(
  { job, output, pipeline, quarantine, running }: StartedSecurityLake,
  { clouds, progress, source }: Pick<SecurityLakeProps, 'clouds' | 'progress' | 'source'>,
): Promise<string> {
  const { forwarder, log, stream } = pipeline;
  await registerInput(pipeline.parkingContainer, source);
  await output.letGrow();
  const onFailure = (error: unknown) => log.problem(`security-lake: ${error instanceof Error ? error.message : error}`);
  repeat(running, { pauseMilliseconds: pauseSeconds * 1_000, onFailure }, async () => {
    await forwarder.sendUndelivered();
    const records = await stream.read();
    if (records.length === 0) return;
    await writeFurtherRecords(output.records, records);
    await job.run(stream.behindSince);
    await quarantine.publish();
    progress.end();
  });
  // A job that has ended is started by the next micro-batch.
  const supervisor = localNames.of('schedule', 'stream-job-supervisor');
  clouds.triggers.schedules.set(supervisor, { expression: `rate(${pauseSeconds} seconds)` });
  return `takes what comes into its event hub, and runs a micro-batch of Spark over it every ${pauseSeconds} seconds`;
}
