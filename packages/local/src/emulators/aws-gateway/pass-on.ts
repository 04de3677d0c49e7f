import { Agent, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Of one connection alone; and nobody waits for a `100 Continue` any more. */
const ownHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'expect'];

const withoutOwn = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.includes(name)));

export interface PassOn {
  /** @param body what was read of the request; undefined: it streams through */
  (request: IncomingMessage, response: ServerResponse, body?: Buffer): Promise<void>;
  /** Ends the connections. */
  close(): void;
}

/** Lets requests through to a server, as they are: bodies, headers, the host among them, and the status of the answer. */
export function passOnTo(target: string): PassOn {
  const agent = new Agent({ keepAlive: true });
  const passOn = async (request: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    const { headers, method, url = '/' } = request;
    // As text: a URL object would spell some paths of S3 another way, and break their signature.
    const { hostname, port } = new URL(target);
    const outgoing = send({ hostname, port, path: url, method, headers: withoutOwn(headers), agent });
    const answered = new Promise<IncomingMessage>((resolve, reject) => outgoing.once('response', resolve).once('error', reject));
    if (body === undefined) pipeline(request, outgoing).catch(() => outgoing.destroy());
    else outgoing.end(body);
    const answer = await answered;
    response.writeHead(answer.statusCode ?? 502, withoutOwn(answer.headers));
    await pipeline(answer, response);
  };
  return Object.assign(passOn, { close: () => agent.destroy() });
}
