import { nestedJson, nestedObject } from './nested-json';
import { textOf } from './text-value';

export interface Failure {
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/**
 * What `properties.statusMessage` says of a failure (mapping, section 2.1, `status_detail`): `{error: {code, message}}` as an object, as JSON text
 * or as such text quoted once more, or a plain sentence.
 */
export function readFailure(statusMessage: unknown): Failure {
  const body = nestedObject(statusMessage);
  if (body === undefined) return { code: undefined, message: textOf(nestedJson(statusMessage)) };
  const error = nestedObject(body.error) ?? body;
  return { code: textOf(error.code), message: textOf(error.message) };
}
