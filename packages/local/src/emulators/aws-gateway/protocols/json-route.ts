import { randomUUID } from 'node:crypto';
import type { AwsRequest } from '../aws-request';
import { type AwsAnswer, AwsRefusal, type AwsRoute } from '../aws-route';
import { parseInput } from './parse-input';

/** @returns what the operation answers, as JSON; undefined: moto shall answer. @throws {AwsRefusal} */
export type JsonHandler = (
  input: Readonly<Record<string, unknown>>,
  request: AwsRequest,
) => Promise<object | undefined> | object | undefined;

/**
 * An operation of a service that speaks JSON: its name stands in `X-Amz-Target`, behind the last dot.
 *
 * @param operation like `StartQueryExecution`
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonRoute(service: string, operation: string, handler: JsonHandler): AwsRoute {
  return {
    service,
    mayAnswer: ({ headers }) => String(headers['x-amz-target'] ?? '').endsWith(`.${operation}`),
    answer: async request => {
      try {
        const output = await handler(parseInput(request.body) as Readonly<Record<string, unknown>>, request);
        return output === undefined ? undefined : json(200, output);
      } catch (error) {
        if (error instanceof AwsRefusal) return json(error.status, { __type: error.code, message: error.message });
        throw error;
      }
    },
  };
}

const json = (status: number, body: object): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
