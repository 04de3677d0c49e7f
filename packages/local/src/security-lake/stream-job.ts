import type { Progress } from '@audit-bridge/terminal';
import type { Running } from '../emulators/running';
import { testRegion } from '../emulators/test-account';
import { PipelineFailedError } from '../pipelines/pipeline-failed-error';
import type { JobCounts } from './batch-manifests';
import type { OutputFolder } from './output-folder';
import { type RunningModule, startPythonModule } from './python-module';

export interface JobProps {
  readonly python: string;
  readonly output: OutputFolder;
  readonly running: Running;
  readonly progress: Progress;
  /** Takes what the job writes for a person. */
  readonly log: (line: string) => void;
}

export interface StreamJobProps extends JobProps {
  /** Told what a micro-batch did, when it is written, and since when its records were in the stream, where that is known. */
  readonly onBatch: (counts: JobCounts, behindSince: Date | undefined) => void;
}

const ocsfVersion = '1.1.0';
/** A long run has more than one micro-batch, as on Glue. */
const maxFilesPerBatch = 4;

/** The Glue script's transform and writer on Spark: it starts while others are at work, and stays for as many micro-batches as are asked for. */
export class StreamJob {
  readonly #props: StreamJobProps;
  #module: RunningModule;
  #startedAt = new Date();
  #isRunning = true;
  #written = 0;
  #isAwaited = false;
  #behindSince: Date | undefined;
  #done: () => void = () => {};

  constructor(props: StreamJobProps) {
    this.#props = props;
    this.#module = this.#start();
  }

  get startedAt(): Date {
    return this.#startedAt;
  }

  /** False once it has ended by itself: the next request starts it anew. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  #start(): RunningModule {
    const { python, output, running, log } = this.#props;
    this.#startedAt = new Date();
    this.#isRunning = true;
    const started = startPythonModule({
      python,
      module: 'audit_bridge.local',
      args: [
        ...['--input', output.records, '--lake', output.lake, '--quarantine', output.quarantine, '--work', output.work],
        ...['--region', testRegion, '--ocsf-version', ocsfVersion, '--max-files-per-batch', String(maxFilesPerBatch), '--on-request'],
      ],
      onOutput: line => (line.startsWith('{') ? this.#take(JSON.parse(line)) : log(line)),
      onProgress: line => {
        log(line);
        if (isProgress.test(line)) this.#say(line);
      },
    });
    running.add(Promise.resolve(started));
    const end = () => {
      this.#isRunning = false;
    };
    started.ended.then(end, end);
    return started;
  }

  /**
   * Runs it over the files that its checkpoint does not know yet.
   *
   * @param behindSince when the last record of the files came into the stream
   * @returns how many events it wrote
   * @throws {PipelineFailedError} when it fails; another run into the same folder goes on where it stopped
   */
  async run(behindSince?: Date): Promise<number> {
    this.#behindSince = behindSince;
    if (!this.#isRunning) this.#module = this.#start();
    this.#isAwaited = true;
    this.#say('running Spark');
    this.#written = 0;
    const done = new Promise<void>(resolve => {
      this.#done = resolve;
    });
    this.#module.send('process');
    await Promise.race([done, this.#module.ended.then(failBecauseItEnded)]);
    this.#isAwaited = false;
    return this.#written;
  }

  #take({ event, counts }: JobMessage): void {
    if (event === 'done') this.#done();
    if (event !== 'batch' || counts === undefined) return;
    this.#props.onBatch(counts, this.#behindSince);
    this.#written += counts.written;
    this.#say(`${this.#written.toLocaleString('en')} events written`);
  }

  /** What it does while nobody waits for it would hide what others say. */
  #say(text: string): void {
    if (this.#isAwaited) this.#props.progress.update(`security-lake: ${text}`);
  }
}

function failBecauseItEnded(): never {
  throw new PipelineFailedError('The streaming job ended before it was through with what it was given.');
}

/** Of the job's standard output, a JSON object a line; Java may write there too. */
interface JobMessage {
  readonly event: 'batch' | 'done';
  readonly counts?: JobCounts;
}

/** What the job says of its progress; the rest is Java's. */
const isProgress = /^(Starting Spark|Processing|Micro-batch)/;

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
