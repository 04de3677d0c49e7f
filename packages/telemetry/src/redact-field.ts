import { describeError } from './describe-error';
import { redactText } from './redact-text';

const secretNames =
  /^(?:authorization|cookie|set-cookie|.*(?:token|secret|password|assertion|signature|connection-?string|shared-?key|account-?key|access-?key))$/i;
const bodyNames = /^(?:body|bodyAsText|bytes|eventData|rawBody)$/i;

/** For `JSON.stringify`: the last thing that happens to each value of a log line, so nothing gets past it. */
export function redactField(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (isBinary(value) || bodyNames.test(name)) return '[left out]';
  if (secretNames.test(name)) return '[redacted]';
  return typeof value === 'string' ? redactText(value) : value;
}

/** A Buffer comes as what its `toJSON` makes of it. */
const isBinary = (value: unknown) =>
  ArrayBuffer.isView(value) ||
  (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value);
