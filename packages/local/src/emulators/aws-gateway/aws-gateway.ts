import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, listenLocally, readBody } from '../local-server';
import { type AwsCall, readCall } from './aws-request';
import type { AwsAnswer, AwsRoute } from './aws-route';
import { passOnTo } from './pass-on';

export interface AwsGatewayProps {
  /** `http://127.0.0.1:<port>` of moto. */
  readonly target: string;
  /** The operations that moto lacks, or answers unlike AWS. */
  readonly routes: readonly AwsRoute[];
}

/**
 * All of AWS at one address, for `AWS_ENDPOINT_URL` or a client's `endpoint`: stand-ins answer the operations that have a route, moto the others.
 */
export async function startAwsGateway({ routes, target }: AwsGatewayProps): Promise<LocalServer> {
  const passOn = passOnTo(target);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = readCall(request);
    const candidates = routes.filter(route => route.service === call?.service && route.mayAnswer(call));
    if (call === undefined || candidates.length === 0) return passOn(request, response);
    const body = await readBody(request);
    const answer = await firstAnswer(candidates, call, body);
    if (answer === undefined) return passOn(request, response, body);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = await listenLocally((request, response) => {
    serve(request, response).catch(error => {
      // The answer has begun, or the client is gone: nothing can be said any more.
      if (response.headersSent || response.destroyed) return void response.destroy();
      response
        .writeHead(500, { 'content-type': 'text/plain' })
        .end(`The gateway failed: ${error instanceof Error ? error.message : error}`);
    });
  });
  const stop = async () => {
    passOn.close();
    await server.stop();
  };
  return { ...server, stop };
}

async function firstAnswer(candidates: readonly AwsRoute[], call: AwsCall, body: Buffer): Promise<AwsAnswer | undefined> {
  for (const route of candidates) {
    const answer = await route.answer({ ...call, body });
    if (answer !== undefined) return answer;
  }
  return undefined;
}
