import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type BearerTokenRules, checkBearerToken } from './bearer-token-check';
import type { Certificate } from './certificate';
import { type IngestionEndpoint, type IngestionRefusal, parseRecords, startIngestionEndpoint } from './ingestion-endpoint';
import { IngestionProblems } from './ingestion-problems';
import { type StreamColumn, streamRow } from './logs-ingestion-row';

export interface LogsIngestionProps {
  /** `Custom-<table>` */
  readonly streamName: string;
  /** The stream's declaration. */
  readonly columns: readonly StreamColumn[];
  /** Immutable id of the data collection rule. @default `dcr-` and 32 zeros */
  readonly ruleId?: string;
  /**
   * Whose tokens are taken; `clientIds`: the identities that have the role Monitoring Metrics Publisher on the rule.
   * @default for `audience`: https://monitor.azure.com
   */
  readonly tokens: Omit<BearerTokenRules, 'audience'> & { readonly audience?: string };
  /** The rows are kept there as JSON lines. */
  readonly rowsPath?: string;
  readonly certificate?: Certificate;
  /** Milliseconds since 1970 UTC. @default this machine's clock */
  readonly now?: () => number;
}

export interface LogsIngestion extends IngestionEndpoint {
  readonly ruleId: string;
  readonly streamName: string;
}

/** "1 MB", in the smaller reading: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const maxBytes = 1_000_000;
const apiVersion = '2023-01-01';
const decompress = promisify(gunzip);

/**
 * A stand-in for a data collection endpoint of Azure Monitor, which no emulator has. It enforces tokens, address, limits and the stream's
 * declaration, does to a row what the service would do to it, and tells that.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export async function startLogsIngestion(props: LogsIngestionProps): Promise<LogsIngestion> {
  const { certificate, columns, ruleId = `dcr-${'0'.repeat(32)}`, rowsPath, streamName, now = Date.now } = props;
  const tokens: BearerTokenRules = { audience: 'https://monitor.azure.com', ...props.tokens };
  const endpoint = await startIngestionEndpoint({
    certificate,
    rowsPath,
    acceptedStatus: 204,
    errorBody: (code, message) => ({ error: { code, message } }),
    read: async (request, body) => {
      const refusal = checkTarget(request, ruleId, streamName) ?? checkBearerToken(request.headers.authorization, now(), tokens);
      if (refusal !== undefined) return { refusal };
      const read = await readContent(request, body);
      if ('refusal' in read) return read;
      const problems = new IngestionProblems();
      return { rows: read.records.map(record => streamRow(record, columns, now(), problems)), problems };
    },
  });
  return Object.assign(endpoint, { ruleId, streamName });
}

function checkTarget({ method, url }: IncomingMessage, ruleId: string, streamName: string): IngestionRefusal | undefined {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost');
  const [, rule, stream] = /^\/dataCollectionRules\/([^/]+)\/streams\/([^/]+)$/.exec(pathname) ?? [];
  if (method !== 'POST' || rule === undefined) return { status: 404, code: 'NotFound', message: `There is no ${method} ${pathname}.` };
  if (searchParams.get('api-version') !== apiVersion)
    return { status: 400, code: 'UnsupportedApiVersion', message: `The api-version is not ${apiVersion}.` };
  if (rule !== ruleId) return { status: 404, code: 'NotFound', message: `Data collection rule with immutable Id '${rule}' not found.` };
  if (stream !== streamName) return { status: 400, code: 'InvalidStream', message: `The stream ${stream} is not declared in the rule.` };
  return undefined;
}

type Content = { readonly records: readonly object[] } | { readonly refusal: IngestionRefusal };

async function readContent({ headers }: IncomingMessage, body: Buffer): Promise<Content> {
  const refuse = (status: number, code: string, message: string) => ({ refusal: { status, code, message } });
  if (headers['content-type']?.split(';')[0] !== 'application/json')
    return refuse(415, 'UnsupportedMediaType', 'The content is not application/json.');
  const content = headers['content-encoding'] === 'gzip' ? await decompress(body).catch(() => undefined) : body;
  if (content === undefined) return refuse(400, 'InvalidRequestContent', 'The content is no gzip.');
  if (Math.max(body.length, content.length) > maxBytes)
    return refuse(413, 'ContentLengthLimitExceeded', `A request may have ${maxBytes} bytes, compressed and uncompressed.`);
  const records = parseRecords(content);
  return records === undefined ? refuse(400, 'InvalidRequestContent', 'The content is no JSON array of objects.') : { records };
}
