import type { Argv } from 'yargs';
import type { BridgeCommand, BridgeContext } from '../bridge-command';
import { withDateRange } from '../date-range/date-range-options';
import { type ReplayArguments, replaySources } from './replay-arguments';
import { replayBlobs } from './replay-blobs';
import { replayQuarantine } from './replay-quarantine';
import { replayStream } from './replay-stream';

/** `bridge replay ENV PIPELINE` */
export const replayCommand: BridgeCommand<ReplayArguments> = {
  name: 'replay',
  summary: 'Runs records through a pipeline once more: what its job set aside, or all of a time',
  pipelines: ['cloudtrail-lake', 'security-lake'],
  needs: () => ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'],
  options,
  run,
};

function options(command: Argv): Argv<ReplayArguments> {
  return withDateRange(command)
    .option('source', {
      type: 'string',
      choices: replaySources,
      defaultDescription: 'security-lake: refused',
      describe:
        'refused: could not be mapped; routed: their category was routed away; stream: what Kinesis still keeps; blobs: what the storage account keeps',
    })
    .option('reason', { type: 'string', describe: 'refused: only for this reason, like ForeignLog' })
    .option('dry-run', { type: 'boolean', default: false, describe: 'Only tell what lies there; nothing changes' })
    .option('limit', {
      type: 'number',
      default: Number.POSITIVE_INFINITY,
      defaultDescription: 'all',
      describe: 'refused, routed: objects to take at most',
    })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .check(({ from, last, limit, reason, source = 'refused' }) => {
      const isOfRange = source === 'stream' || source === 'blobs';
      if (isOfRange && from === undefined && last === undefined) return `--source ${source} needs --from and --to, or --last.`;
      if (!isOfRange && (from ?? last) !== undefined) return '--from, --to and --last belong to --source stream or blobs.';
      if (reason !== undefined && source !== 'refused') return '--reason belongs to --source refused.';
      if (reason !== undefined && !/^[A-Za-z0-9]+$/.test(reason)) return '--reason takes a word, like ForeignLog.';
      return limit >= 1 || '--limit must be 1 or more.';
    })
    .epilogue(
      'Safe to stop at any moment. From the quarantine an object is deleted once the stream has all its records; what the job sets aside again lies there again.\nOf a time, everything is sent again, whatever the lake holds: repeats have the same ids, and the deduplicated view shows them once. To send only what a lake lacks: backfill.\nExits with 1 when something could not be replayed.',
    ) as Argv<ReplayArguments>;
}

async function run(context: BridgeContext, options: ReplayArguments): Promise<number> {
  const { pipeline, print } = context;
  const source = options.source ?? (pipeline === 'security-lake' ? 'refused' : undefined);
  if (source === 'blobs') return replayBlobs(context, options);
  if (pipeline === 'security-lake' && source !== undefined) {
    return source === 'stream' ? replayStream(context, options) : replayQuarantine(context, source, options);
  }
  print(
    'cloudtrail-lake has no stream and no quarantine: replay its blobs with --source blobs, or take refused records back with bridge redrive.',
  );
  return 2;
}
