import { randomUUID } from 'node:crypto';
import type { AwsRequest } from '../aws-request';
import { type AwsAnswer, AwsRefusal, type AwsRoute } from '../aws-route';
import { parseInput } from './parse-input';

export interface RestRequest extends AwsRequest {
  /** What the path's `{names}` stand for, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body, which is JSON; an empty object where there is none. */
  readonly input: unknown;
}

export interface RestAnswer {
  /** @default none */
  readonly body?: unknown;
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @returns undefined: moto shall answer. @throws {AwsRefusal} */
export type RestHandler = (request: RestRequest) => Promise<RestAnswer | undefined> | RestAnswer | undefined;

/**
 * An operation of a service that has a path for each: Lambda, Security Lake.
 *
 * @param path like `/2015-03-31/functions/{FunctionName}/invocations`
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restRoute(service: string, method: string, path: string, handler: RestHandler): AwsRoute {
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
  return {
    service,
    mayAnswer: call => call.method === method && pattern.test(call.path),
    answer: async request => {
      const found = Object.entries(pattern.exec(request.path)?.groups ?? {});
      const parameters = Object.fromEntries(found.map(([name, value]) => [name, decodeURIComponent(value)]));
      try {
        const answer = await handler({ ...request, parameters, input: parseInput(request.body) });
        return answer === undefined ? undefined : json(answer.status ?? 200, answer.body, answer.headers);
      } catch (error) {
        if (!(error instanceof AwsRefusal)) throw error;
        return json(error.status, { message: error.message }, { 'x-amzn-errortype': error.code });
      }
    },
  };
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
  body: JSON.stringify(body) ?? '',
});
