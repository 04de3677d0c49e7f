import { codeOf, type ReadProblem } from './problem-place';

/** Of @azure/identity: https://learn.microsoft.com/javascript/api/@azure/identity */
const identityErrors = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
]);

/** Of a token that Azure itself refuses. */
const refusedTokens = new Set([
  'AuthenticationFailed',
  'ExpiredAuthenticationToken',
  'InvalidAuthenticationToken',
  'InvalidAuthenticationInfo',
]);

/**
 * A login that was good once: its time is over, its password has changed, or another factor is asked for by now.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const overCodes = /AADSTS(50076|50078|50079|50089|50173|65001|70008|70043|700081|700082|700084|70046)\b/;
const tenantUnknown = /AADSTS(90002|900021|50020)\b/;
const anyCode = /AADSTS\d+/;

export const readAzureLogin: ReadProblem = (error, { environment: { azure, name } }) => {
  const login = `az login --tenant ${azure.tenantId}`;
  if (refusedTokens.has(codeOf(error)))
    return `Azure refuses this login (${codeOf(error)}): it has expired, or is of another tenant. Sign in again: ${login}`;
  if (!identityErrors.has(error.name)) return undefined;
  const text = wordsOf(error);
  if (tenantUnknown.test(text))
    return `Entra knows no tenant ${azure.tenantId}, or you are no member of it (${anyCode.exec(text)?.[0]}). Correct azure.tenantId of the environment '${name}', or sign in as somebody of that tenant: ${login}`;
  if (overCodes.test(text)) return `Your Azure login has expired (${overCodes.exec(text)?.[0]}). Sign in again: ${login}`;
  const [code] = anyCode.exec(text) ?? [];
  if (code !== undefined)
    return `Entra refuses the login (${code}: https://login.microsoftonline.com/error?code=${code.slice(6)}). Sign in again: ${login}`;
  return `You are not signed in to Azure. Sign in: ${login}`;
};

/** What each of several ways to sign in said. */
function wordsOf(error: Error): string {
  const errors: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return [error.message, ...errors.map(one => (one instanceof Error ? one.message : ''))].join('\n');
}
