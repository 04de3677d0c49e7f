import { type LocalServer, listenLocally, readBody } from '@audit-bridge/local/emulators/local-server';

interface StandInRun {
  readonly Id: string;
  JobRunState: string;
  readonly Arguments: Readonly<Record<string, string>>;
  readonly StartedOn: number;
  readonly ErrorMessage?: string;
  readonly ExecutionTime?: number;
}

interface Fault {
  readonly operation: string;
  readonly status: number;
  readonly type: string;
}

/** What Glue documents of a job and its runs, and moto lacks: stopping, a definition that changes, pages, throttling. */
export class GlueStandIn {
  job: Record<string, unknown> | undefined;
  /** Newest first, as Glue answers them. */
  runs: StandInRun[] = [];
  pageSize = 200;
  /** Each is answered once. */
  readonly faults: Fault[] = [];
  readonly requests: { readonly operation: string; readonly input: Record<string, unknown> }[] = [];

  private constructor(private readonly server: LocalServer) {}

  static async start(): Promise<GlueStandIn> {
    let standIn: GlueStandIn | undefined;
    const server = await listenLocally(async (request, response) => {
      const operation = String(request.headers['x-amz-target']).replace('AWSGlue.', '');
      const input = JSON.parse((await readBody(request)).toString()) as Record<string, unknown>;
      const [status, answer] = standIn?.answer(operation, input) ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer));
    });
    standIn = new GlueStandIn(server);
    return standIn;
  }

  get url(): string {
    return this.server.url;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  answer(operation: string, input: Record<string, unknown>): [status: number, answer: object] {
    this.requests.push({ operation, input });
    const fault = this.faults.findIndex(one => one.operation === operation);
    if (fault !== -1) {
      const [{ status, type } = { status: 500, type: 'InternalServiceException' }] = this.faults.splice(fault, 1);
      return [status, { __type: type, Message: 'as the test says' }];
    }
    if (this.job === undefined) return [400, { __type: 'EntityNotFoundException', Message: 'Job not found.' }];
    if (operation === 'GetJob') return [200, { Job: this.job }];
    if (operation === 'GetJobRuns') return [200, this.#page(Number(input.NextToken ?? 0))];
    if (operation === 'StartJobRun') return this.#start(input.Arguments as Record<string, string>);
    if (operation === 'BatchStopJobRun') return [200, this.#stop(input.JobRunIds as string[])];
    return [400, { __type: 'InvalidInputException', Message: `no ${operation} here` }];
  }

  #page(start: number): object {
    const end = start + this.pageSize;
    return { JobRuns: this.runs.slice(start, end), ...(end < this.runs.length && { NextToken: String(end) }) };
  }

  #start(runArguments: Record<string, string>): [number, object] {
    if (this.runs.some(({ JobRunState }) => ['STARTING', 'RUNNING', 'STOPPING'].includes(JobRunState)))
      return [400, { __type: 'ConcurrentRunsExceededException', Message: 'Concurrent runs exceeded' }];
    const Id = `jr_${this.runs.length + 1}`;
    this.runs.unshift({ Id, JobRunState: 'STARTING', Arguments: runArguments, StartedOn: Date.now() / 1000 });
    return [200, { JobRunId: Id }];
  }

  #stop(ids: readonly string[]): object {
    const SuccessfulSubmissions: object[] = [];
    const Errors: object[] = [];
    for (const JobRunId of ids) {
      const run = this.runs.find(({ Id, JobRunState }) => Id === JobRunId && ['STARTING', 'RUNNING'].includes(JobRunState));
      if (run === undefined)
        Errors.push({ JobRunId, ErrorDetail: { ErrorCode: 'InvalidInputException', ErrorMessage: 'It does not run.' } });
      else {
        run.JobRunState = 'STOPPING';
        SuccessfulSubmissions.push({ JobRunId });
      }
    }
    return { SuccessfulSubmissions, Errors };
  }
}
