import type { IncomingMessage } from 'node:http';
import type { Certificate } from './certificate';
import { checkSharedKey } from './data-collector-signature';
import { DataCollectorTable } from './data-collector-table';
import { type IngestionEndpoint, type IngestionRefusal, parseRecords, startIngestionEndpoint } from './ingestion-endpoint';
import { IngestionProblems } from './ingestion-problems';

export interface DataCollectorProps {
  /** @default an example id */
  readonly workspaceId?: string;
  /** Primary and secondary, in Base64. */
  readonly sharedKeys: readonly string[];
  /** The one log that is kept; the service would make a table of any. */
  readonly logType: string;
  /** The rows are kept there as JSON lines. */
  readonly rowsPath?: string;
  readonly certificate?: Certificate;
  /** Milliseconds since 1970 UTC. @default this machine's clock */
  readonly now?: () => number;
}

export interface DataCollector extends IngestionEndpoint {
  readonly workspaceId: string;
  readonly logType: string;
  /** The columns that the rows have made so far. */
  columns(): readonly string[];
  /** Other keys are taken from now on. */
  rotateKeys(sharedKeys: readonly string[]): void;
}

/** "30 MB", in the smaller reading: https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#data-limits */
const maxBytes = 30_000_000;
const apiVersion = '2016-04-01';

/**
 * A stand-in for the HTTP Data Collector API of Azure Monitor. It enforces signature, time, headers and limits, and makes columns of what arrives
 * as the service did.
 *
 * @see https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api
 */
export async function startDataCollector(props: DataCollectorProps): Promise<DataCollector> {
  const { certificate, logType, rowsPath, workspaceId = '44444444-4444-4444-8444-444444444444', now = Date.now } = props;
  let { sharedKeys } = props;
  let table = new DataCollectorTable();
  const endpoint = await startIngestionEndpoint({
    certificate,
    rowsPath,
    acceptedStatus: 200,
    errorBody: (code, message) => ({ Error: code, Message: message }),
    read: async (request, body) => {
      const refusal = checkRequest(request, body, logType) ?? forbidden(checkSharedKey(request, body, now(), { workspaceId, sharedKeys }));
      if (refusal !== undefined) return { refusal };
      const records = parseRecords(body);
      if (records === undefined) return { refusal: bad('InvalidDataFormat', 'The content is no JSON records.') };
      const field = request.headers['time-generated-field']?.toString();
      const problems = new IngestionProblems();
      // What is refused after all makes no columns.
      const next = new DataCollectorTable(table.columns);
      const rows = records.map(record => next.row(record, field, now(), problems));
      const onAccepted = () => {
        table = new DataCollectorTable([...table.columns, ...next.columns]);
      };
      return { rows, problems, onAccepted };
    },
  });
  const rotateKeys = (keys: readonly string[]) => {
    sharedKeys = keys;
  };
  return Object.assign(endpoint, { workspaceId, logType, columns: () => table.columns, rotateKeys });
}

const bad = (code: string, message: string): IngestionRefusal => ({ status: 400, code, message });

const forbidden = (message: string | undefined): IngestionRefusal | undefined =>
  message === undefined ? undefined : { status: 403, code: 'InvalidAuthorization', message };

/** https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#return-codes */
function checkRequest({ method, url, headers }: IncomingMessage, body: Buffer, logType: string): IngestionRefusal | undefined {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost');
  if (method !== 'POST' || pathname !== '/api/logs')
    return { status: 404, code: 'NotFound', message: `There is no ${method} ${pathname}.` };
  if (body.length > maxBytes) return { status: 404, code: 'NotFound', message: `A request may have ${maxBytes} bytes.` };
  const version = searchParams.get('api-version');
  if (version === null) return bad('MissingApiVersion', 'The API version is not given.');
  if (version !== apiVersion) return bad('InvalidApiVersion', `The API version is not ${apiVersion}.`);
  if (headers['content-type'] === undefined) return bad('MissingContentType', 'The content type is not given.');
  if (headers['content-type'] !== 'application/json') return bad('UnsupportedContentType', 'The content type is not application/json.');
  const given = headers['log-type'];
  if (given === undefined) return bad('MissingLogType', 'The log type is not given.');
  if (!/^[A-Za-z0-9_]{1,100}$/.test(String(given)) || given !== logType)
    return bad('InvalidLogType', `The log type '${given}' is not ours.`);
  return undefined;
}
