import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputOrigin, openOrigin, readOrigin, writeOrigin } from '../pipelines/output-origin';
import { glueScriptsFolder } from './python-module';

/** `DIR/security-lake`. */
export interface OutputFolder {
  /** OCSF parquet, as under Security Lake's source. */
  readonly lake: string;
  /** What the job has put aside. */
  readonly quarantine: string;
  /** What the forwarder has parked, copied out of the container. */
  readonly parked: string;
  /** What the questions over both clouds are asked of besides. */
  readonly cloudTrailSamples: string;
  /** The drained records, a file for Spark each. */
  readonly records: string;
  /** The job's checkpoint, manifests and landing place. */
  readonly work: string;
  /** The input whose results were replaced, when it was another one. */
  readonly replaced: string | undefined;
  /** From now on other records than the input's may come: the next run begins anew. */
  letGrow(): Promise<void>;
}

type Paths = Omit<OutputFolder, 'replaced' | 'letGrow'>;

/**
 * A second run into the same folder goes through new emulators: everything is sent, forwarded and drained again. What remains is the job's checkpoint,
 * which knows the files of the first run: equal records are equal files, and none of them is read again. So nothing is added, as a job adds nothing that
 * is started again; a run that was interrupted is brought to its end.
 *
 * The results of another input, and those of another version of the job, are replaced: a folder always holds one input's results.
 */
export async function openOutputFolder(folder: string, input: OutputOrigin): Promise<OutputFolder> {
  await mkdir(folder, { recursive: true });
  const origin = { ...input, fingerprint: `${input.fingerprint} job ${await hashOfJob()}` };
  const previous = await readOrigin(folder);
  const output = { ...pathsIn(folder), letGrow: () => writeOrigin(folder, openOrigin(origin)) };
  if (previous?.fingerprint === origin.fingerprint) return { ...output, replaced: undefined };
  await clear(output);
  await rm(output.parked, { recursive: true, force: true });
  await writeOrigin(folder, origin);
  if (previous === undefined) return { ...output, replaced: undefined };
  return { ...output, replaced: previous.input === input.input ? `another version of the job over ${previous.input}` : previous.input };
}

/** Takes away all that came out of the stream, for a job that begins anew. */
export async function clear({ lake, quarantine, cloudTrailSamples, records, work }: Paths): Promise<void> {
  for (const path of [lake, quarantine, cloudTrailSamples, records, work]) await rm(path, { recursive: true, force: true });
}

function pathsIn(folder: string): Paths {
  return {
    lake: join(folder, 'lake'),
    quarantine: join(folder, 'quarantine'),
    parked: join(folder, 'parked'),
    cloudTrailSamples: join(folder, 'cloudtrail-samples'),
    records: join(folder, '.work', 'records'),
    work: join(folder, '.work', 'job'),
  };
}

/** Of the job's own code and the packages that it runs on. */
async function hashOfJob(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(glueScriptsFolder, 'requirements.lock')));
  const names = (await readdir(join(glueScriptsFolder, 'src'), { recursive: true })).filter(name => name.endsWith('.py'));
  for (const name of names.sort()) hash.update(`${name}\n`).update(await readFile(join(glueScriptsFolder, 'src', name)));
  return hash.digest('hex').slice(0, 16);
}
