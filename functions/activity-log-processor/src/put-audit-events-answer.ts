import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import { AuditEventsRequestError, type EntryOutcome } from './audit-events';

/** An HTTP answer as it came over the wire. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Codes of single entries that another attempt can mend. All others stand for something in the event itself.
 *
 * @see https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_ResultErrorEntry.html
 */
const retryableEntryCodes: ReadonlySet<string> = new Set(['Throttling', 'InternalFailure']);

const retryableRequestCodes =
  /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestTimeout|RequestTimeoutException|ServiceUnavailable|ServiceUnavailableException|InternalFailure|InternalServerError|InternalServerException|ExpiredToken|ExpiredTokenException|RequestExpired|RequestTimeTooSkewed)$/;

/** What one event, or the number of them, can do to a whole request. Everything else that is no passing fault is the set-up's. */
const divisibleRequestCodes =
  /^(DuplicatedAuditEventId|ValidationException|ValidationError|InvalidParameterValue|SerializationException|MalformedRequestException|RequestEntityTooLarge|RequestEntityTooLargeException|RequestTooLargeException)$/;

/**
 * Reads the answer to PutAuditEvents. A 200 can refuse single events; an event that it does not name counts as not delivered.
 *
 * @throws {AuditEventsRequestError} for any other answer, and for a 200 that cannot be read
 * @see https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
 */
export function readPutAuditEventsAnswer(answer: HttpAnswer, batch: readonly PreparedEvent[]): readonly EntryOutcome[] {
  if (answer.statusCode !== 200) throw requestError(answer);
  const body = parseObject(answer.body);
  const successful = body && listOf(body.successful);
  const failed = body && listOf(body.failed);
  if (successful === undefined || failed === undefined) {
    throw new AuditEventsRequestError('PutAuditEvents answered 200 with a body that cannot be read.', 'UnreadableAnswer', true, false);
  }
  const accepted = new Set(successful.map(entry => entry.id));
  const failures = new Map(failed.map(entry => [entry.id, entry]));
  return batch.map(({ id }) => {
    const failure = failures.get(id);
    if (failure !== undefined) return entryFailure(failure);
    return accepted.has(id) ? { kind: 'accepted' } : { kind: 'retry', errorCode: 'MissingFromAnswer' };
  });
}

function entryFailure(entry: Readonly<Record<string, unknown>>): EntryOutcome {
  const errorCode = textOr(entry.errorCode, 'UnknownError');
  if (retryableEntryCodes.has(errorCode)) return { kind: 'retry', errorCode };
  return { kind: 'refused', errorCode, message: textOr(entry.errorMessage, 'CloudTrail Lake gave no message.') };
}

function requestError({ body, headers, statusCode }: HttpAnswer): AuditEventsRequestError {
  const fields = parseObject(body);
  // `x-amzn-errortype: Code:http://...`, or `__type: prefix#Code` in the body.
  const named = headers['x-amzn-errortype'] ?? textOr(fields?.__type ?? fields?.code, '');
  const errorCode = named.split(':')[0]?.split('#').at(-1) || `Http${statusCode}`;
  const message = textOr(fields?.message ?? fields?.Message, 'no message');
  const retryable = statusCode >= 500 || statusCode === 429 || statusCode === 408 || retryableRequestCodes.test(errorCode);
  const divisible = !retryable && (statusCode === 413 || divisibleRequestCodes.test(errorCode));
  const advice =
    retryable || divisible ? '' : ' Look at the channel ARN, the event data store and the permission cloudtrail-data:PutAuditEvents.';
  return new AuditEventsRequestError(
    `PutAuditEvents answered ${statusCode} ${errorCode}: ${message}.${advice}`,
    errorCode,
    retryable,
    divisible,
  );
}

function parseObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
