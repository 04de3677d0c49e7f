import { type LocalServer, listenLocally, readBody } from '../../../local/src/emulators/local-server';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Takes everything and keeps the bytes. */
export async function startRecordingService(status: number): Promise<LocalServer & { readonly requests: readonly RecordedRequest[] }> {
  const requests: RecordedRequest[] = [];
  const server = await listenLocally(async (request, response) => {
    const body = await readBody(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers, body });
    response.writeHead(status).end();
  });
  return { ...server, requests };
}
