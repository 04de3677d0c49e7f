import { agree, notAgreedExitCode } from '../agreement';
import { backfill } from '../backfill/backfill';
import { tell } from '../backfill/backfill-command';
import { entryOf } from '../backfill/sink-of';
import type { BridgeContext } from '../bridge-command';
import { dateRange } from '../date-range/date-range';
import { withLock } from '../locks/with-lock';
import { daysInSource } from '../sources/kept-days';
import { sourceOf } from '../sources/source-of';
import type { ReplayArguments } from './replay-arguments';

/** `bridge replay ENV PIPELINE --source blobs`: every event of a time, whatever the lake holds, with the ids that they had. */
export async function replayBlobs(context: BridgeContext, { 'dry-run': dryRun, yes, ...days }: ReplayArguments): Promise<number> {
  const { environment, pipeline, print } = context;
  const now = new Date();
  const range = dateRange(days, { now, kept: daysInSource(environment, 'blobs', pipeline) });
  const source = sourceOf(context, 'blobs');
  const { lock, notes, sink } = entryOf(context, 'replay');
  print(
    `Replay of ${environment.name}-${pipeline}, ${range.from.toISOString()} to ${range.to.toISOString()}${dryRun ? ' (dry run: nothing is sent)' : ''}`,
  );
  print(`  AWS account ${environment.aws.accountId}, region ${environment.aws.region}`);
  print(`  from:     ${source.description}`);
  print(`  through:  ${sink.description}`);
  for (const note of notes) print(`  ${note}`);
  const question = 'Send all these events once more, also those that the lake holds?';
  if (!dryRun && !(await agree(context, { question, clouds: ['aws'], yes }))) return notAgreedExitCode;
  const work = (locked: BridgeContext) => backfill({ ...locked, source, sink, destination: undefined, range, settledBefore: now, dryRun });
  const command = `bridge replay ${environment.name} ${pipeline}`;
  const result = await (dryRun ? work(context) : withLock(context, lock, command, work));
  return tell(context, result, `${command} --source blobs`, range.to, dryRun);
}
