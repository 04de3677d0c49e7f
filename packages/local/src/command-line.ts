import { resolve } from 'node:path';
import yargs from 'yargs';
import { type TransportName, transportNames } from './access-keys/transport-name';
import { type DestinationName, destinationNames } from './cloudtrail-lake/destination-name';
import { defaultOutput } from './output-folder';
import { type PipelineName, pipelineNames } from './pipelines/pipeline-name';

export interface LocalOptions {
  readonly pipelines: readonly PipelineName[];
  /** Absolute paths of real exports; a pipeline that none of them is for takes what is generated. */
  readonly input: readonly string[];
  /** Absolute path. */
  readonly output: string;
  readonly records: number;
  readonly seed: number;
  /** Of the pipeline `cloudtrail-lake`. */
  readonly destination: DestinationName;
  /** Of the sample of the pipeline `access-keys`. */
  readonly users: number;
  /** Of the pipeline `access-keys`. */
  readonly transport: TransportName;
  /** Whether everything stays up after the run. */
  readonly keep: boolean;
}

/** The command was called wrongly; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const defaultRecords = 2_000;
const defaultSeed = 1;
const defaultUsers = 400;
const minUsers = 20;

/**
 * @param folder what relative paths start from
 * @returns undefined when help was asked for and shown
 * @throws {UsageError}
 */
export async function readCommandLine(words: readonly string[], folder: string): Promise<LocalOptions | undefined> {
  const parser = yargs(words)
    .scriptName('npx pnpm local')
    .usage(
      '$0 [PIPELINE...]\n\nRuns pipelines on this machine: the bundled functions and the Spark job, between emulators on 127.0.0.1 that end with the run.',
    )
    .option('input', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe:
        'Your own exports instead of generated input. Of the activity log: JSON lines, an array, {"records":[]} or the REST interface\'s answer. ' +
        'For access-keys: what `aws iam get-credential-report` prints, or its CSV. A pipeline that no file is for takes its generated input',
    })
    .option('output', { type: 'string', requiresArg: true, describe: 'Folder for what the destinations receive [default: local-output]' })
    .option('records', {
      type: 'number',
      requiresArg: true,
      describe: `How many activity log records to generate [default: ${defaultRecords}]`,
    })
    .option('seed', { type: 'number', requiresArg: true, describe: `Same seed, same records [default: ${defaultSeed}]` })
    .option('destination', {
      choices: destinationNames,
      default: 'cloudtrail-lake' as const,
      requiresArg: true,
      describe: 'Where cloudtrail-lake delivers: cloudwatch-logs is for accounts that CloudTrail Lake is closed to',
    })
    .option('users', {
      type: 'number',
      requiresArg: true,
      describe: `Users of the sample accounts of access-keys [default: ${defaultUsers}]`,
    })
    .option('transport', {
      choices: transportNames,
      default: 'logs-ingestion' as const,
      requiresArg: true,
      describe: 'How access-keys uploads: data-collector is the interface that Azure has retired, for workspaces where it still answers',
    })
    .option('keep', {
      type: 'boolean',
      default: false,
      describe: "Leave everything up after the run, until Ctrl-C, as environment 'local' of npx pnpm bridge",
    })
    .conflicts('input', ['records', 'seed', 'users'])
    .epilogue(`Pipelines: ${pipelineNames.join(', ')}. Without a name all of them run.`)
    .example('$0', 'every pipeline, over generated records and sample accounts')
    .example('$0 security-lake --input export.json --output results', 'a real export; what was accepted is in results/security-lake/lake')
    .example('$0 --keep', 'then, in another terminal: npx pnpm bridge feed local cloudtrail-lake')
    .example('$0 access-keys --input report.csv', 'the access keys of your own account')
    .help()
    .version(false)
    .strictOptions()
    .exitProcess(false)
    .fail((message, error) => {
      throw new UsageError(`${message ?? error.message}\nnpx pnpm local --help tells how to call it.`);
    });
  const parsed = await parser.parseAsync();
  const { help, _: names, destination, keep, transport, input = [], output = defaultOutput } = parsed;
  const { records = defaultRecords, seed = defaultSeed, users = defaultUsers } = parsed;
  if (help === true) return undefined;
  if (!Number.isInteger(records) || records < 1) throw new UsageError('--records takes a whole number of at least 1.');
  if (!Number.isInteger(seed)) throw new UsageError('--seed takes a whole number.');
  if (!Number.isInteger(users) || users < minUsers) throw new UsageError(`--users takes a whole number of at least ${minUsers}.`);
  return {
    pipelines: names.length === 0 ? pipelineNames : names.map(name => readPipelineName(String(name))),
    input: input.map(path => resolve(folder, path)),
    output: resolve(folder, output),
    records,
    seed,
    destination,
    users,
    transport,
    keep,
  };
}

function readPipelineName(name: string): PipelineName {
  const known = pipelineNames.find(pipeline => pipeline === name);
  if (known === undefined) throw new UsageError(`There is no pipeline '${name}' to run here. Pipelines: ${pipelineNames.join(', ')}.`);
  return known;
}
