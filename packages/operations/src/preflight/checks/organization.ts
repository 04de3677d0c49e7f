import { watchedOrganization } from '@audit-bridge/config';
import { DescribeOrganizationCommand, ListAccountsCommand, type Organization, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

const leaveOut =
  "Deploy to the management account or a delegated administrator, or have `accounts` be 'own' or 'members' and leave aws.organizationId out.";

/**
 * Whether the report may list the organization's accounts: to read them all, or to look for those that nobody reads. Only the management account and delegated
 * administrators may.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export const organization: PreflightCheck = {
  id: 'organization',
  title: 'Accounts of the organization',
  cloud: 'aws',
  reads: ['organizations:DescribeOrganization', 'organizations:ListAccounts'],
  applies: ({ kind, pipelines }) => kind !== 'sandbox' && pipelines.accessKeys !== undefined,
  async run(context) {
    const readsAll = context.environment.pipelines.accessKeys?.accounts.kind === 'organization';
    const watched = watchedOrganization(context.environment);
    if (!readsAll && watched === undefined)
      return [
        warning(
          'aws.organizationId is not set: nobody is alarmed of an account whose access keys are not read. Status tells of those that you may see.',
          "Set it to the organization's id where this account may list it.",
          'aws organizations describe-organization --query Organization.Id --output text',
        ),
      ];
    return [await ask(context, watched)];
  },
};

async function ask({ clouds, environment }: PreflightContext, watched: string | undefined): Promise<Finding> {
  const client = clouds.aws.client(OrganizationsClient);
  const { accountId } = environment.aws;
  let found: Organization | undefined;
  try {
    found = (await client.send(new DescribeOrganizationCommand({}))).Organization;
  } catch (error) {
    if (!isNamed(error, 'AWSOrganizationsNotInUseException')) throw error;
    return missing(`The account ${accountId} is in no organization.`, leaveOut);
  }
  if (watched !== undefined && found?.Id !== watched)
    return missing(`The account ${accountId} is of the organization ${found?.Id}, and aws.organizationId is ${watched}.`, 'Write its id.');
  if (found?.MasterAccountId === accountId) return ok(`The account manages the organization ${found.Id} and may list its accounts.`);
  try {
    await client.send(new ListAccountsCommand({ MaxResults: 1 }));
    return ok(`The account is a delegated administrator of the organization ${found?.Id} and may list its accounts.`);
  } catch (error) {
    if (!isNamed(error, 'AccessDeniedException')) throw error;
    return missing(
      `The account ${accountId} may not list the accounts of the organization ${found?.Id}, or you may not: it is neither its management account (${found?.MasterAccountId}) nor known as a delegated administrator.`,
      leaveOut,
      'aws organizations list-delegated-administrators',
    );
  }
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;
