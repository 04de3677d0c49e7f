import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  proxyPolicy,
} from '@azure/core-rest-pipeline';
import { NoAnswerError, type SendRequest } from './http-exchange';

/**
 * Over connections that are kept, through the proxy that HTTPS_PROXY names, as the token requests of the Azure SDK go. Of the SDK's pipeline
 * nothing else: its retries know neither our clock nor the function's end.
 */
export function sendOverHttps(): SendRequest {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(proxyPolicy());
  const client = createDefaultHttpClient();
  return async ({ url, headers, body, timeoutMilliseconds }) => {
    const request = createPipelineRequest({
      url,
      method: 'POST',
      headers: createHttpHeaders({ ...headers, 'user-agent': 'audit-bridge' }),
      body,
      // The pipeline's own timeout ends with the answer's headers: a body that stops coming would be waited for without end.
      abortSignal: AbortSignal.timeout(timeoutMilliseconds),
      // `endpointUrl` allows none but this machine's.
      allowInsecureConnection: url.startsWith('http:'),
    });
    try {
      const answer = await pipeline.sendRequest(client, request);
      return { status: answer.status, headers: answer.headers.toJSON(), body: answer.bodyAsText ?? '' };
    } catch (error) {
      throw new NoAnswerError(codeOf(error));
    }
  };
}

/** Nothing of the error itself is kept: it holds the request. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  if (error.name === 'AbortError') return 'Timeout';
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
