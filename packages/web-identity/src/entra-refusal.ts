import { WebIdentityError } from './errors';

/** `AADSTS70021`, in newer answers `AADSTS700211` to `700213`: no federated credential fits, or none does yet. */
const notTrustedYet = /^AADSTS70021[1-3]?$/;

const remedies: readonly (readonly [code: RegExp, remedy: string])[] = [
  [
    notTrustedYet,
    'No federated credential of the identity fits the issuer and the role of the assertion. A new one takes minutes to work; else compare its issuer with the issuer URL of the AWS account and its subject with the ARN of the function’s role.',
  ],
  [/^AADSTS700016$/, 'There is no such identity in the tenant: check AZURE_CLIENT_ID and AZURE_TENANT_ID.'],
  [/^AADSTS9000(2|23)$/, 'There is no such tenant: check AZURE_TENANT_ID and AZURE_AUTHORITY_HOST.'],
  [
    /^no code$/,
    'Its endpoint cannot be found or reached: check AZURE_TENANT_ID and AZURE_AUTHORITY_HOST, and whether the function may go there.',
  ],
  [/^AADSTS700024$/, 'The assertion is outside of its time: a clock is wrong.'],
  [/^AADSTS(50027|700030|5002730)$/, 'Entra cannot check the assertion: is the issuer URL of the AWS account reachable from the internet?'],
];

/** The code in a refusal of Entra, if that is what the error is. */
export function entraErrorCode(error: unknown): string | undefined {
  return error instanceof Error ? /AADSTS\d+/.exec(error.message)?.[0] : undefined;
}

export const isNotTrustedYet = (error: unknown) => notTrustedYet.test(entraErrorCode(error) ?? '');

export function describeEntraRefusal(cause: unknown, identity: { readonly tenantId: string; readonly clientId: string }): WebIdentityError {
  const code = entraErrorCode(cause);
  const remedy = remedies.find(([pattern]) => pattern.test(code ?? 'no code'))?.[1] ?? 'The cause says what the identity service answered.';
  const who = `identity ${identity.clientId} of tenant ${identity.tenantId}`;
  return new WebIdentityError(`Entra gave no token for the ${who} (${code ?? 'no answer with a code'}). ${remedy}`, code ?? 'NoAnswer', {
    cause,
  });
}
