/** Of a user's ARN, or of the root user's (`arn:aws:iam::123456789012:root`). @returns undefined for anything else */
export function readArn(arn: string): { readonly accountId: string; readonly path: string } | undefined {
  const [, accountId, path] = /^arn:aws[a-z-]*:iam::(\d{12}):(?:root|user(\/(?:.*\/)?)[^/]+)$/.exec(arn) ?? [];
  return accountId === undefined ? undefined : { accountId, path: path ?? '/' };
}
