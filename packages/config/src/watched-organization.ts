import type { Environment } from './environment';

/**
 * The organization in which each report of access keys looks for accounts that nobody reads.
 *
 * @returns undefined where no setting says that the environment's account may list it, and where every account is read anyway
 */
export function watchedOrganization({ aws, pipelines: { accessKeys } }: Pick<Environment, 'aws' | 'pipelines'>): string | undefined {
  return accessKeys === undefined || accessKeys.accounts.kind === 'organization' ? undefined : aws.organizationId;
}
