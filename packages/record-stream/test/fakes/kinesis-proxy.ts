import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, listenLocally, readBody } from '../../../local/src/emulators/local-server';

/** What happens to one PutRecords on its way. */
export type KinesisFault =
  | { readonly kind: 'reset' }
  /** No answer, ever. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  /** Rows that never reach the stream. */
  | { readonly kind: 'throttle'; readonly rows: (index: number) => boolean }
  /** The stream takes the rows, and the answer is lost. */
  | { readonly kind: 'lost answer' };

export interface KinesisProxy extends LocalServer {
  /** The next requests' fates; a request without one passes. */
  readonly faults: KinesisFault[];
  /** Of each request, the key that signed it. */
  readonly accessKeyIds: string[];
  /** Of each request, how many rows it held. */
  readonly rowCounts: number[];
}

interface PutRecordsBody {
  readonly Records: readonly unknown[];
}

/** Stands between a Kinesis client and moto, which itself never fails. */
export async function startKinesisProxy(target: string): Promise<KinesisProxy> {
  const faults: KinesisFault[] = [];
  const accessKeyIds: string[] = [];
  const rowCounts: number[] = [];
  const server = await listenLocally(async (request, response) => {
    const body = JSON.parse((await readBody(request)).toString()) as PutRecordsBody;
    accessKeyIds.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? 'none');
    rowCounts.push(body.Records.length);
    await applyFault(faults.shift(), { request, response, body, target });
  });
  return { ...server, faults, accessKeyIds, rowCounts };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: PutRecordsBody;
  readonly target: string;
}

async function applyFault(fault: KinesisFault | undefined, exchange: Exchange): Promise<void> {
  const { body, request, response } = exchange;
  switch (fault?.kind) {
    case 'reset':
      request.socket.destroy();
      return;
    case 'silence':
      return;
    case 'error':
      answer(response, fault.status, { __type: fault.code, message: `Injected ${fault.code}.` });
      return;
    case 'lost answer':
      await pass(exchange, body.Records);
      request.socket.destroy();
      return;
    case 'throttle': {
      const passing = body.Records.filter((_, index) => !fault.rows(index));
      const taken = passing.length === 0 ? [] : (await pass(exchange, passing)).Records;
      const Records = body.Records.map((_, index) => (fault.rows(index) ? throttledRow : taken.shift()));
      answer(response, 200, { FailedRecordCount: body.Records.length - passing.length, Records });
      return;
    }
    default:
      answer(response, 200, await pass(exchange, body.Records, response));
  }
}

const throttledRow = { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'Rate exceeded for shard shardId-000000000000.' };

async function pass({ body, request, target }: Exchange, records: readonly unknown[], response?: ServerResponse) {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': String(request.headers['x-amz-target']) };
  const authorization = String(request.headers.authorization);
  const passed = await fetch(target, {
    method: 'POST',
    headers: { ...headers, authorization },
    body: JSON.stringify({ ...body, Records: records }),
  });
  const content = (await passed.json()) as { readonly Records: unknown[] };
  if (!passed.ok && response !== undefined) answer(response, passed.status, content);
  return content;
}

function answer(response: ServerResponse, status: number, content: object): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
}
