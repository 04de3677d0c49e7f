import type { Progress } from '@audit-bridge/terminal';
import type { Running } from '../emulators/running';
import { testRegion } from '../emulators/test-account';
import type { OutputFolder } from './output-folder';
import { startPythonModule } from './python-module';

export interface JobProps {
  readonly python: string;
  readonly output: OutputFolder;
  readonly running: Running;
  readonly progress: Progress;
  /** Takes what the job writes for a person. */
  readonly log: (line: string) => void;
}

const ocsfVersion = '1.1.0';
/** A long run has more than one micro-batch, as on Glue. */
const maxFilesPerBatch = 4;

/**
 * Runs the Glue script's transform and writer on Spark, over the files that its checkpoint does not know yet.
 *
 * @throws {PipelineFailedError} when it fails; started again, it goes on where it stopped
 */
export async function runStreamJob({ python, output, running, progress, log }: JobProps): Promise<void> {
  let written = 0;
  progress.update('security-lake: starting Spark');
  const job = startPythonModule({
    python,
    module: 'audit_bridge.local',
    args: [
      ...['--input', output.records, '--lake', output.lake, '--quarantine', output.quarantine, '--work', output.work],
      ...['--region', testRegion, '--ocsf-version', ocsfVersion, '--max-files-per-batch', String(maxFilesPerBatch)],
    ],
    onOutput: line => {
      if (!line.startsWith('{')) {
        log(line);
        return;
      }
      written += writtenIn(line);
      progress.update(`security-lake: ${written.toLocaleString('en')} events written`);
    },
    onProgress: line => {
      log(line);
      if (isProgress.test(line)) progress.update(`security-lake: ${line}`);
    },
  });
  running.add(Promise.resolve(job));
  await job.ended;
}

/** What the job says of its progress; the rest is Java's. */
const isProgress = /^(Starting Spark|Processing|Micro-batch)/;

/** The job's standard output is a JSON object a line, `{"event":"batch","counts":{...}}` after each batch; Java may write there too. */
function writtenIn(line: string): number {
  const { event, counts } = JSON.parse(line) as { readonly event: string; readonly counts?: { readonly written: number } };
  return event === 'batch' ? (counts?.written ?? 0) : 0;
}

export interface Validation {
  readonly rows: number;
  readonly errors: number;
  /** Paths and messages, never a part of an event. */
  readonly first: readonly string[];
}

/** Holds every row of the lake against the official schema. */
export async function validateLake({ python, output, running, progress, log }: JobProps): Promise<Validation> {
  progress.update('security-lake: checking every event against the OCSF schema');
  let validation: Validation | undefined;
  const validator = startPythonModule({
    python,
    module: 'audit_bridge.validation',
    args: ['--lake', output.lake, '--ocsf-version', ocsfVersion],
    expectedExitCodes: [0, 1],
    onOutput: line => {
      if (line.startsWith('{')) validation = JSON.parse(line);
      else log(line);
    },
    onProgress: log,
  });
  running.add(Promise.resolve(validator));
  await validator.ended;
  return validation ?? { rows: 0, errors: 1, first: ['the validator said nothing'] };
}
