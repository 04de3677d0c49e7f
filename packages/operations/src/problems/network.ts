import { azureClouds } from '@audit-bridge/config';
import { codeOf, deployCommand, type ReadProblem } from './problem-place';

/** Of the operating system: https://nodejs.org/api/errors.html#common-system-errors, and of the SDKs' own clocks. */
const unreachable = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ServiceCommunicationError',
]);
const timedOut = new Set(['TimeoutError', 'OperationTimeoutError']);

export const readNetwork: ReadProblem = (error, place) => {
  const code = codeOf(error) || error.name;
  if (!unreachable.has(code) && !timedOut.has(error.name)) return undefined;
  const host = hostOf(error);
  const why = `${host === undefined ? 'A service' : host} cannot be reached (${code})`;
  // The names of an environment's accounts and namespaces are hosts: one that was never made has none.
  if (code === 'ENOTFOUND' && host !== undefined && isOwnHost(host, place))
    return `${why}. Where other hosts can be, it is not deployed: ${deployCommand(place)}. Else this machine has no network.`;
  return `${why}. Look whether this machine has a network, and whether HTTPS_PROXY must name a proxy; then run the command again.`;
};

function hostOf(error: Error): string | undefined {
  if ('hostname' in error && typeof error.hostname === 'string') return error.hostname;
  return /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|connect \w+) ([\w.:-]+)/.exec(error.message)?.[1];
}

function isOwnHost(host: string, { environment }: Parameters<ReadProblem>[1]): boolean {
  const { blobSuffix, eventHubsSuffix } = azureClouds[environment.azure.cloud];
  return host.endsWith(blobSuffix) || host.endsWith(eventHubsSuffix);
}
