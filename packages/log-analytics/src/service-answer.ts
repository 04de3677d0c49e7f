import type { ChunkOutcome, Reason } from './chunk-outcome';
import type { ExchangeAnswer, NoAnswerError } from './http-exchange';

/** A code is shown, a message never: it may repeat what was sent. */
const codeFormat = /^[A-Za-z][A-Za-z0-9_.]{0,63}$/;

/** `{"error": {"code": …}}` of the Logs Ingestion API, `{"Error": …}` of the Data Collector API. */
export function errorCode({ body }: ExchangeAnswer): string | undefined {
  try {
    const { error, Error: code = error?.code ?? error } = JSON.parse(body);
    return typeof code === 'string' && codeFormat.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds, or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterMilliseconds({ headers }: ExchangeAnswer, now: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

const millisecondsPerMinute = 60_000;
/** Less is no reason for a refusal. */
const noticeableSkewMinutes = 5;

/** For an explanation of a refusal: a sentence when this machine's clock and the service's differ. */
export function skewRemark({ headers }: ExchangeAnswer, now: number): string {
  const minutes = Math.round((now - Date.parse(headers.date ?? '')) / millisecondsPerMinute);
  if (!(Math.abs(minutes) >= noticeableSkewMinutes)) return '';
  return ` This machine's clock is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead of' : 'behind'} the service's: that may be all.`;
}

const requestTimeout = 408;
const tooManyRequests = 429;

const isPassing = (status: number) => status === requestTimeout || status === tooManyRequests || status >= 500;

/** The outcome when the service could not, and may be able to a moment later; undefined for any other answer. */
export function passingOutcome(answer: ExchangeAnswer, now: number): ChunkOutcome | undefined {
  const { status } = answer;
  if (!isPassing(status)) return undefined;
  const isThrottled = status === tooManyRequests;
  const reason: Reason = {
    code: errorCode(answer) ?? (isThrottled ? 'Throttled' : 'ServiceUnavailable'),
    status,
    explanation: isThrottled
      ? 'The service asked for fewer requests until the time was up. The next attempt sends them; if it happens again, look for other senders to the same place.'
      : 'The service could not take them, however often they were sent. The next attempt sends them.',
  };
  return { kind: 'retry', reason, retryAfterMilliseconds: retryAfterMilliseconds(answer, now) };
}

/** The outcome when none came. */
export function noAnswerOutcome({ code }: NoAnswerError): ChunkOutcome {
  const remedy =
    code === 'ENOTFOUND'
      ? 'Its name is not known: check the endpoint.'
      : 'Check whether the function may go there; the next attempt sends them.';
  return { kind: 'retry', reason: { code, status: undefined, explanation: `No answer came, however often they were sent. ${remedy}` } };
}
