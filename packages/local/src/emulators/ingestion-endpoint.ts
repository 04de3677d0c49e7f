import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from './certificate';
import { type IngestedRow, IngestedRows } from './ingested-rows';
import type { ChooseIngestionFault } from './ingestion-faults';
import { IngestionProblems } from './ingestion-problems';
import { type LocalServer, listenLocally, readBody } from './local-server';

export interface IngestionEndpoint extends LocalServer {
  readonly rows: IngestedRows;
  /** What the service would do to rows without telling anybody. */
  readonly problems: IngestionProblems;
  /** Chooses what goes wrong; undefined: nothing. Set it at any time. */
  chooseFault: ChooseIngestionFault | undefined;
  /** Added to every answer. */
  latencyMilliseconds: number;
  /** How many requests have arrived. */
  requestCount(): number;
}

export interface IngestionRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What a request brings. */
export interface IngestionBatch {
  readonly rows: readonly IngestedRow[];
  readonly problems: IngestionProblems;
  /** Called when the rows are accepted. */
  readonly onAccepted?: () => void;
}

export interface IngestionEndpointProps {
  /** The rows are kept there as JSON lines. */
  readonly rowsPath: string | undefined;
  readonly certificate: Certificate | undefined;
  readonly acceptedStatus: number;
  readonly errorBody: (code: string, message: string) => object;
  /** Checks a request and takes it apart. */
  readonly read: (request: IncomingMessage, body: Buffer) => Promise<IngestionBatch | { readonly refusal: IngestionRefusal }>;
}

/** What the two ingestion APIs of Azure Monitor have in common. */
export async function startIngestionEndpoint(props: IngestionEndpointProps): Promise<IngestionEndpoint> {
  const { acceptedStatus, certificate, errorBody, read, rowsPath } = props;
  const rows = new IngestedRows(rowsPath);
  const problems = new IngestionProblems();
  let requestNumber = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const number = ++requestNumber;
    const body = await readBody(request);
    if (self.latencyMilliseconds > 0) await sleep(self.latencyMilliseconds);
    const refuse = (status: number, code: string, message: string, retryAfter?: string) => {
      const headers = { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) };
      response.writeHead(status, headers).end(JSON.stringify(errorBody(code, message)));
    };
    const batch = await read(request, body);
    if ('refusal' in batch) return refuse(batch.refusal.status, batch.refusal.code, batch.refusal.message);

    const fault = self.chooseFault?.({ requestNumber: number, rows: batch.rows });
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset' && fault.when === 'before') return void request.socket.resetAndDestroy();
    if (fault?.kind === 'refuse') return refuse(fault.status, fault.code ?? 'InjectedFault', 'An injected fault.', fault.retryAfter);
    batch.onAccepted?.();
    problems.addAll(batch.problems);
    rows.accept(batch.rows, fault);
    if (fault?.kind === 'reset') return void request.socket.resetAndDestroy();
    response.writeHead(acceptedStatus).end();
  }

  const server = await listenLocally((request, response) => {
    // A client that goes away while it is served is no error of this server.
    serve(request, response).catch(() => request.socket.destroy());
  }, certificate);
  const self: IngestionEndpoint = {
    ...server,
    rows,
    problems,
    chooseFault: undefined,
    latencyMilliseconds: 0,
    requestCount: () => requestNumber,
  };
  return self;
}

/** The records in a body; undefined: it holds none. */
export function parseRecords(content: Buffer): readonly object[] | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    return Array.isArray(parsed) && parsed.every(isObject) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
