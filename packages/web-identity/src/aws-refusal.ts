import { WebIdentityError } from './errors';

interface AwsWebIdentity {
  readonly tokenAudience: string;
  readonly roleArn: string;
}

type Remedy = (identity: AwsWebIdentity) => string;

/** What Entra, or the endpoint of the managed identity, says when it gives no token. */
const tokenRemedies: readonly (readonly [pattern: RegExp, remedy: Remedy])[] = [
  [
    /AADSTS50105\d?/,
    ({ tokenAudience }) => `The identity is not assigned to the application ${tokenAudience}: its service principal requires that.`,
  ],
  [/AADSTS(?:500011|65001)/, ({ tokenAudience }) => `The tenant has no application with the identifier URI ${tokenAudience}.`],
  [
    /AADSTS700016|No .*Managed Identity found|Identity not found/i,
    () => 'The function app has no such identity: check AZURE_CLIENT_ID and which identities are assigned to the app.',
  ],
];

const stsRemedies: Readonly<Record<string, Remedy>> = {
  InvalidIdentityToken: ({ tokenAudience }) =>
    `The account's OIDC provider does not fit the token: it must be https://sts.windows.net/<tenant>/ (with its last slash), list the audience ${tokenAudience}, and the application must give version 1 tokens.`,
  InvalidIdentityTokenException: ({ tokenAudience }) =>
    `The account's OIDC provider does not fit the token: it must list the audience ${tokenAudience}, and the application must give version 1 tokens.`,
  AccessDenied: ({ roleArn }) =>
    `${roleArn} does not trust this identity: compare its conditions on aud and sub with the audience and the identity's object id.`,
  AccessDeniedException: ({ roleArn }) =>
    `${roleArn} does not trust this identity: compare its conditions on aud and sub with the audience and the identity's object id.`,
  ExpiredTokenException: () => 'The token had expired: a clock is wrong. The next attempt asks for a new one.',
  IDPCommunicationError: () => 'AWS could not reach the issuer to check the token. The next attempt asks again.',
  IDPRejectedClaim: () => 'The issuer did not confirm the token.',
  RegionDisabledException: () => 'STS is switched off in this Region: check AWS_REGION.',
  ValidationError: () => 'Check AWS_ROLE_ARN.',
};

export function describeMissingToken(cause: unknown, identity: AwsWebIdentity): WebIdentityError {
  const text = cause instanceof Error ? cause.message : String(cause);
  const code = /AADSTS\d+/.exec(text)?.[0] ?? (cause instanceof WebIdentityError ? cause.errorCode : 'NoToken');
  const remedy =
    tokenRemedies.find(([pattern]) => pattern.test(text))?.[1](identity) ?? 'The cause says what the identity service answered.';
  return new WebIdentityError(`The managed identity got no token for ${identity.tokenAudience} (${code}). ${remedy}`, code, { cause });
}

export function describeStsRefusal(cause: unknown, identity: AwsWebIdentity): WebIdentityError {
  const name = cause instanceof Error ? cause.name : 'Unknown';
  const remedy = stsRemedies[name]?.(identity) ?? 'The cause says what STS answered.';
  return new WebIdentityError(`STS gave no session of ${identity.roleArn} (${name}). ${remedy}`, name, { cause });
}
