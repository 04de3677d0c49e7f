import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { uncoveredAccounts } from '@audit-bridge/coverage/accounts';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { AccountReader, AccountsToReport, ReportedAccount } from './account-reader';
import { AdaptiveRetries } from './adaptive-retries';
import { awsConnections, connectionsUntil } from './aws-connections';
import type { FindUncovered } from './check-coverage';
import type { AccessKeyReportSettings } from './environment';
import { IamAccountReader } from './iam-account-reader';
import { kmsPseudonyms } from './kms-pseudonyms';
import { listOrganization } from './list-organization';
import { listedAccounts } from './listed-accounts';
import { openMemberSession } from './member-session';
import { organizationAccounts } from './organization-accounts';
import type { ReportPorts, ReportSettings } from './report-run';
import { withSmallHeap } from './small-heap';
import { openUpload } from './upload-transport';

export interface ServiceEvents {
  readonly onUploadRetry: () => void;
  readonly onThrottled: () => void;
}

/** What a process keeps from its cold start on: clients with their connections, tokens and rates. */
export interface Services {
  readonly settings: ReportSettings;
  /** @param signal ends what is under way */
  readonly portsFor: (signal: AbortSignal) => ReportPorts;
  /**
   * undefined: no setting says that this account may list its organization.
   *
   * @param signal ends what is under way
   */
  readonly findUncoveredFor: (signal: AbortSignal) => FindUncovered | undefined;
}

/** Connects to nothing yet, and makes no client: that is left to the first requests. */
export function connectServices(environment: AccessKeyReportSettings, { onThrottled, onUploadRetry }: ServiceEvents): Services {
  const { ACCOUNT_ID, MAX_CONCURRENT_CALLS, MEMBER_ROLE_NAME, ORGANIZATION_ID, PSEUDONYM_KEY_ARN } = environment;
  const [, partition = 'aws'] = PSEUDONYM_KEY_ARN.split(':');
  const connections = awsConnections(MAX_CONCURRENT_CALLS);
  const shared = {
    openPseudonyms: kmsPseudonyms(() => new KMSClient({ maxAttempts: 6 }), PSEUDONYM_KEY_ARN),
    upload: withSmallHeap(openUpload(environment, { clock: systemClock, randomness: systemRandomness, onRetry: onUploadRetry })),
    clock: systemClock,
  };

  // A rate of its own for each client: AWS throttles by account and service.
  const clientSettingsUntil = (signal: AbortSignal) => ({
    requestHandler: connectionsUntil(signal, connections),
    retryStrategy: new AdaptiveRetries({ signal, onThrottled }),
    // Thousands of equal calls: a sixth of their work is to put the SDK's steps together.
    cacheMiddleware: true,
  });
  const listUntil = (signal: AbortSignal) => listOrganization(new OrganizationsClient(clientSettingsUntil(signal)));
  const listedIds = environment.ACCOUNTS === 'members' ? (environment.MEMBER_ACCOUNT_IDS ?? []) : [];

  const portsFor = (signal: AbortSignal): ReportPorts => {
    const clientSettings = () => clientSettingsUntil(signal);
    // One for all member accounts: its rate is shared.
    let sts: STSClient | undefined;

    const openAccount = async ({ accountId, isOwn }: ReportedAccount): Promise<AccountReader> => {
      if (isOwn) return new IamAccountReader({ client: new IAMClient(clientSettings()), accountId, roleArn: undefined });
      const roleArn = `arn:${partition}:iam::${accountId}:role/${MEMBER_ROLE_NAME}`;
      sts ??= new STSClient(clientSettings());
      const credentials = await openMemberSession(sts, { accountId, roleArn });
      return new IamAccountReader({ client: new IAMClient({ ...clientSettings(), credentials }), accountId, roleArn });
    };

    const findAccounts = async (): Promise<AccountsToReport> => {
      if (environment.ACCOUNTS !== 'organization') return listedAccounts(ACCOUNT_ID, listedIds);
      return organizationAccounts(await listUntil(signal), ACCOUNT_ID);
    };
    return { ...shared, findAccounts, openAccount };
  };

  const findUncoveredFor = (signal: AbortSignal): FindUncovered | undefined => {
    // Who reads every account leaves none out: one that cannot be read fails the run.
    if (ORGANIZATION_ID === undefined || environment.ACCOUNTS === 'organization') return undefined;
    return async () => uncoveredAccounts(await listUntil(signal), new Set([ACCOUNT_ID, ...listedIds]));
  };
  return { findUncoveredFor, settings: { maxConcurrentCalls: MAX_CONCURRENT_CALLS, partition }, portsFor };
}
