import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Certificate } from './certificate';
import { type LocalServer, listenLocally, readBody } from './local-server';

/** What happens to a request on its way. */
export type ProxyFault =
  /** The service does not see it. */
  | { readonly kind: 'refuse'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly kind: 'reset' }
  /** The service does what it asks for, and nobody hears of it. */
  | { readonly kind: 'lostAnswer' };

export interface ProxiedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
}

export interface FaultProxyProps {
  /** `http(s)://127.0.0.1:<port>` of the emulator behind it. */
  readonly target: string;
  /** Of the emulator, when it speaks https; the proxy has the same. */
  readonly certificate?: Certificate;
}

export interface FaultProxy extends LocalServer {
  /** Asked for each request; without a fault it passes. */
  chooseFault: ((request: ProxiedRequest) => ProxyFault | undefined) | undefined;
}

/** Stands between a client and an emulator, which itself never fails. */
export async function startFaultProxy({ target, certificate }: FaultProxyProps): Promise<FaultProxy> {
  const agent =
    certificate === undefined ? new Agent({ keepAlive: true }) : new HttpsAgent({ keepAlive: true, ca: certificate.certificate });
  const server = await listenLocally((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  }, certificate);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const fault = proxy.chooseFault?.({ method: request.method ?? '', path: request.url ?? '' });
    if (fault?.kind === 'reset') request.socket.destroy();
    else if (fault?.kind === 'refuse') response.writeHead(fault.status, fault.headers).end(fault.body);
    else {
      const passed = await pass(request, body);
      const content = await readBody(passed);
      if (fault?.kind === 'lostAnswer') request.socket.destroy();
      else response.writeHead(passed.statusCode ?? 502, passed.headers).end(content);
    }
  }

  function pass({ url = '/', method, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const send = certificate === undefined ? httpRequest : httpsRequest;
    return new Promise((resolve, reject) => {
      send(new URL(url, target), { method, headers, agent }, resolve).on('error', reject).end(body);
    });
  }

  const stop = async () => {
    agent.destroy();
    await server.stop();
  };
  const proxy: FaultProxy = { ...server, stop, chooseFault: undefined };
  return proxy;
}
