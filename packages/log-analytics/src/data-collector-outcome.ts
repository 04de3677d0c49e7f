import type { Clock } from '@audit-bridge/backoff';
import { SecretUnavailableError } from '@audit-bridge/cached-secret';
import type { ChunkOutcome, Reason } from './chunk-outcome';
import { type ExchangeAnswer, NoAnswerError } from './http-exchange';
import type { RecordChunk } from './record-chunks';
import { errorCode, noAnswerOutcome, passingOutcome, skewRemark } from './service-answer';
import { InvalidSharedKeyError } from './shared-key';

interface CollectorTarget {
  readonly endpoint: string;
  readonly workspaceId: string;
  readonly logType: string;
  readonly clock: Clock;
}

/** The service does not take the signature: the key may have been rotated. */
export class KeyRefusedError extends Error {
  override readonly name = 'KeyRefusedError';

  constructor(readonly reason: Reason) {
    super(reason.explanation);
  }
}

const accepted: readonly number[] = [200, 202];
/** The service says 404 to a request that is too large, too: what is smaller than this is not. */
const surelyNotTooLargeBytes = 1_000_000;
/** Of the codes of a 400, the one that blames the body. The others blame the address, the headers or the workspace. */
const invalidData = 'InvalidDataFormat';

/**
 * @throws {KeyRefusedError}
 * @see https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#return-codes
 */
export function outcomeOf(
  answer: ExchangeAnswer,
  chunk: RecordChunk,
  { clock, endpoint, logType, workspaceId }: CollectorTarget,
): ChunkOutcome {
  const { status } = answer;
  if (accepted.includes(status)) return { kind: 'accepted' };
  const passing = passingOutcome(answer, clock.now());
  if (passing !== undefined) return passing;
  const code = errorCode(answer);
  const because = (ours: string, explanation: string): Reason => ({ code: code ?? ours, status, explanation });
  switch (status) {
    case 400:
      return code === invalidData
        ? { kind: 'refused', reason: because(invalidData, 'The service does not take the body as JSON records.') }
        : {
            kind: 'hopeless',
            reason: because('BadRequest', `Check the workspace (${workspaceId}: is it active?) and the log type (${logType}).`),
          };
    case 403:
      throw new KeyRefusedError(
        because(
          'InvalidAuthorization',
          `The service takes neither the key of workspace ${workspaceId} that the secret holds nor its date: put the workspace's present primary or secondary key in.${skewRemark(answer, clock.now())}`,
        ),
      );
    case 404:
      if (chunk.bytes > surelyNotTooLargeBytes)
        return {
          kind: 'split',
          reason: because('RequestTooLarge', 'A request with one such record alone is too large, or the address is wrong.'),
        };
      return {
        kind: 'hopeless',
        reason: because(
          'NotFound',
          `${endpoint} does not answer as the HTTP Data Collector API, which Azure retired on 2026-09-14: check the endpoint, or use the Logs Ingestion API.`,
        ),
      };
    case 413:
      return { kind: 'split', reason: because('RequestTooLarge', 'A request with one such record alone is too large.') };
    default:
      return {
        kind: 'hopeless',
        reason: because(
          'UnexpectedAnswer',
          `This is no answer of the HTTP Data Collector API, which Azure retired on 2026-09-14: check ${endpoint}, or use the Logs Ingestion API.`,
        ),
      };
  }
}

/** @throws what is no failure of the way */
export function outcomeOfError(error: unknown): ChunkOutcome {
  if (error instanceof NoAnswerError) return noAnswerOutcome(error);
  if (error instanceof KeyRefusedError) return { kind: 'hopeless', reason: error.reason };
  if (error instanceof SecretUnavailableError || error instanceof InvalidSharedKeyError)
    return { kind: 'hopeless', reason: { code: 'NoSharedKey', status: undefined, explanation: error.message, cause: error } };
  throw error;
}
