import type { ReadProblem } from './problem-place';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const denied = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'KMSAccessDeniedException',
  'UnauthorizedOperation',
]);

const words = /(?:User: (\S+) is )?not authorized to perform: (\S+)(?: on (?:resource:? )?(.+?))?(?: because (.+?))?\.?$/;

export const readAwsRights: ReadProblem = ({ message, name }, { environment }) => {
  if (!denied.has(name)) return undefined;
  const [, who = 'who is signed in', action, resource, why] = words.exec(message) ?? [];
  const what =
    action === undefined
      ? `AWS denies a request (${message})`
      : `${who} may not ${action}${resource === undefined ? '' : ` on ${resource}`}${why === undefined ? '' : `: ${why}`}`;
  return `${what}. Ask whoever administers the account ${environment.aws.accountId} for this right, or sign in with a role that has it: export AWS_PROFILE=<profile>`;
};
