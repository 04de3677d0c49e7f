import type { Clock } from '@audit-bridge/backoff';
import { NoTokenError } from './access-tokens';
import type { ChunkOutcome } from './chunk-outcome';
import { type ExchangeAnswer, NoAnswerError } from './http-exchange';
import { errorCode, noAnswerOutcome, passingOutcome, skewRemark } from './service-answer';

interface IngestionTarget {
  readonly endpoint: string;
  readonly ruleId: string;
  readonly streamName: string;
  readonly audience?: string;
  readonly clock: Clock;
}

export const unauthorized = 401;

interface Refusal {
  readonly kind: 'hopeless' | 'refused' | 'split';
  readonly code: string;
  readonly explain: (target: IngestionTarget) => string;
}

/** The service's errors, and how long a role takes: https://learn.microsoft.com/azure/azure-monitor/logs/tutorial-logs-ingestion-code#troubleshooting */
const refusals: Readonly<Record<number, Refusal>> = {
  400: {
    kind: 'refused',
    code: 'BadRequest',
    explain: ({ ruleId, streamName }) =>
      `The service calls the request invalid: compare the records with the streams of ${ruleId}; is ${streamName} one of them?`,
  },
  [unauthorized]: {
    kind: 'hopeless',
    code: 'Unauthorized',
    explain: ({ audience = 'of the public cloud' }) =>
      `The service took neither the token nor a new one: compare the audience (${audience}) with the endpoint's cloud, and the identity's tenant with the rule's.`,
  },
  403: {
    kind: 'hopeless',
    code: 'Forbidden',
    explain: ({ ruleId }) =>
      `The identity needs the role Monitoring Metrics Publisher on the data collection rule ${ruleId}. A new assignment takes up to 30 minutes to work: then the next attempt passes.`,
  },
  404: {
    kind: 'hopeless',
    code: 'NotFound',
    explain: ({ endpoint, ruleId, streamName }) =>
      `${endpoint} knows no data collection rule ${ruleId} with a stream ${streamName}: check the rule's immutable id, the stream's name, and whether the rule belongs to this endpoint.`,
  },
  413: {
    kind: 'split',
    code: 'RequestTooLarge',
    explain: () => 'The service calls a request with one such record alone too large. Shorten the record where it is made.',
  },
};

const unexpected: Refusal = {
  kind: 'hopeless',
  code: 'UnexpectedAnswer',
  explain: ({ endpoint }) =>
    `This is no answer of the Logs Ingestion API: is ${endpoint} a data collection endpoint, reached without detour?`,
};

/** Accepted is what 204 says; nothing else counts as that. */
const accepted = 204;

export function outcomeOf(answer: ExchangeAnswer, target: IngestionTarget): ChunkOutcome {
  const { status } = answer;
  if (status === accepted) return { kind: 'accepted' };
  const now = target.clock.now();
  const passing = passingOutcome(answer, now);
  if (passing !== undefined) return passing;
  const { kind, code, explain } = refusals[status] ?? unexpected;
  const remark = status === unauthorized ? skewRemark(answer, now) : '';
  return { kind, reason: { code: errorCode(answer) ?? code, status, explanation: explain(target) + remark } };
}

/** @throws what is no failure of the way */
export function outcomeOfError(error: unknown): ChunkOutcome {
  if (error instanceof NoAnswerError) return noAnswerOutcome(error);
  if (!(error instanceof NoTokenError)) throw error;
  const { cause = error, message } = error;
  return { kind: 'hopeless', reason: { code: 'NoToken', status: undefined, explanation: `${message} The cause says why.`, cause } };
}
