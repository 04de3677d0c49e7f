import type { ProblemPlace, ReadProblem } from './problem-place';

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html: the SDK found none where it looks */
const noneFound = new Set(['CredentialsProviderError', 'TokenProviderError']);

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html; each service spells it in its own way */
const expired = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
  'UnauthorizedSSOTokenException',
]);

/** Keys that were deleted, mistyped, or are of another partition. */
const notKnown = new Set([
  'AuthFailure',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAuthorizedForKey',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** The SDK tells an expired session of `aws sso login` by these words alone. */
const sessionIsOver = /expired|session.*invalid|not found or is invalid/i;

export const readAwsLogin: ReadProblem = (error, place) => {
  const { name, message } = error;
  const { accountId } = place.environment.aws;
  if (expired.has(name) || (noneFound.has(name) && sessionIsOver.test(message)))
    return `Your AWS login has expired. Sign in again: ${signIn(place)}`;
  if (noneFound.has(name))
    return `No AWS credentials were found${profileOf(place) === undefined ? '' : ` for the profile '${profileOf(place)}' (${message})`}. Sign in to the account ${accountId}: ${signIn(place)}`;
  if (notKnown.has(name)) return `AWS does not know these credentials (${name}). Sign in to the account ${accountId}: ${signIn(place)}`;
  if (name === 'RequestTimeTooSkewed')
    return `The clock of this machine is wrong: AWS refuses its signatures. Set it, then run the command again.`;
  return undefined;
};

const profileOf = ({ variables = process.env }: ProblemPlace): string | undefined => variables.AWS_PROFILE || undefined;

function signIn(place: ProblemPlace): string {
  const { variables = process.env } = place;
  const profile = profileOf(place);
  if (profile !== undefined) return `aws sso login --profile ${profile}`;
  // Keys in the shell's variables win over every profile.
  const unset = variables.AWS_ACCESS_KEY_ID ? 'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN; ' : '';
  return `${unset}aws sso login --profile <profile>, then export AWS_PROFILE=<profile>`;
}
