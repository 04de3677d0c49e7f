import type { Environment } from '@audit-bridge/config';
import { awsAccount } from '../../src/preflight/checks/aws-account';
import { awsRights } from '../../src/preflight/checks/aws-rights';
import { bucketNames } from '../../src/preflight/checks/bucket-names';
import { cloudtrailChannel } from '../../src/preflight/checks/cloudtrail-channel';
import { cloudtrailLake } from '../../src/preflight/checks/cloudtrail-lake';
import { kinesisLimits } from '../../src/preflight/checks/kinesis-limits';
import { lakeFormation } from '../../src/preflight/checks/lake-formation';
import { oidcProvider } from '../../src/preflight/checks/oidc-provider';
import { organization } from '../../src/preflight/checks/organization';
import { outboundFederation } from '../../src/preflight/checks/outbound-federation';
import { ownValues } from '../../src/preflight/checks/own-values';
import { securityLake } from '../../src/preflight/checks/security-lake';
import { stateBucket } from '../../src/preflight/checks/state-bucket';
import type { PreflightCheck } from '../../src/preflight/preflight-check';
import { accountId, channelArn, issuerUrl, keyArn, reporting, storeArn, tenantId, whole, withDestination, withLake } from './environments';
import { type AwsAnswers, awsError, fakeClouds } from './fake-clouds';

const refuse = (name: string, message?: string) => () => {
  throw awsError(name, message);
};
const user = `arn:aws:iam::${accountId}:user/ana`;
const asUser = { GetCallerIdentityCommand: () => ({ Account: accountId, Arn: user }) };
const givenLake = withDestination({
  kind: 'cloudtrail-lake',
  eventDataStore: { kind: 'given', arn: storeArn },
  channel: { kind: 'given', arn: channelArn },
});
const onGivenLake = withLake({
  kind: 'security-lake',
  dataLake: { kind: 'given' },
  sourceName: 'azure-activity',
  cloudTrailSource: 'given',
});
const inBucket = withLake({ kind: 'bucket', retentionDays: 30 });
const dataLake = { dataLakes: [{ dataLakeArn: 'arn:lake', region: 'eu-central-1', createStatus: 'COMPLETED' }] };
const sources = (...found: readonly object[]) => ({ sources: [{ account: accountId, sources: found }] });
const custom = { customLogSource: { sourceName: 'azure-activity' } };
const cloudTrail = { awsLogSource: { sourceName: 'CLOUD_TRAIL_MGMT' } };
const iamDecides = [{ Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL'] }];
const audience = `api://${tenantId}/audit-bridge`;
const encrypted = (KMSMasterKeyID: string) => ({
  ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }] },
});
const goodState: AwsAnswers = {
  HeadBucketCommand: () => ({}),
  GetBucketVersioningCommand: () => ({ Status: 'Enabled' }),
  GetBucketEncryptionCommand: () => encrypted(keyArn),
  GetPublicAccessBlockCommand: () => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true } }),
  DescribeKeyCommand: () => ({ KeyMetadata: { KeyState: 'Enabled' } }),
};
const tagged = (...values: readonly (readonly [string, string])[]) => ({ TagSet: values.map(([Key, Value]) => ({ Key, Value })) });
const channel = (Source: string, Location = storeArn) => ({
  ChannelArn: channelArn,
  Source,
  Destinations: [{ Type: 'EVENT_DATA_STORE', Location }],
});

const organizationOf = (MasterAccountId: string) => () => ({ Organization: { Id: 'o-a1b2c3d4e5', MasterAccountId } });
const asMember = { DescribeOrganizationCommand: organizationOf('999999999999') };

type Row = readonly [string, PreflightCheck, Environment, AwsAnswers, readonly (readonly [string, RegExp])[]];

const rows: readonly Row[] = [
  ['the right account', awsAccount, whole, asUser, [['ok', /is signed in to 123456789012/]]],
  [
    'another account',
    awsAccount,
    whole,
    { GetCallerIdentityCommand: () => ({ Account: '999999999999', Arn: 'arn:aws:iam::999999999999:user/ana' }) },
    [['missing', /is in the account 123456789012;.*of 999999999999.*export AWS_PROFILE=/]],
  ],
  [
    'nobody',
    awsAccount,
    whole,
    { GetCallerIdentityCommand: refuse('ExpiredToken') },
    [['missing', /AWS login has expired.*aws sso login/]],
  ],
  [
    'a Region that does not exist',
    awsAccount,
    whole,
    { GetCallerIdentityCommand: refuse('Error', 'getaddrinfo ENOTFOUND sts.eu-centrl-1.amazonaws.com') },
    [['missing', /No service answers.*Correct aws\.region/]],
  ],
  [
    'values that are examples',
    ownValues,
    { ...whole, state: { kind: 's3', bucket: 'audit-bridge-example-state', region: 'eu-central-1', kmsKeyArn: keyArn, keyPrefix: 'x' } },
    {},
    [['missing', /state\.bucket is still an example.*export AUDIT_BRIDGE_STATE_BUCKET=/]],
  ],
  [
    'buckets of all kinds',
    bucketNames,
    whole,
    {
      HeadBucketCommand: ({ Bucket }: { readonly Bucket: string }) => {
        if (Bucket.includes('failed-events')) throw awsError('NotFound');
        if (Bucket.includes('stream-job')) throw awsError('403');
        return {};
      },
      GetBucketTaggingCommand: ({ Bucket }: { readonly Bucket: string }) => {
        if (Bucket.includes('quarantine')) return tagged(['Project', 'audit-bridge'], ['Environment', 'dev']);
        throw awsError('NoSuchTagSet');
      },
    },
    [
      ['ok', /failed-events.* is free/],
      ['missing', /stream-job.* belongs to another account/],
      ['ok', /quarantine.* is this environment's already/],
      ['warning', /query-results.* without this environment's tags/],
    ],
  ],
  [
    'room for a stream',
    kinesisLimits,
    whole,
    {
      DescribeStreamSummaryCommand: refuse('ResourceNotFoundException'),
      DescribeLimitsCommand: () => ({ OnDemandStreamCount: 49, OnDemandStreamCountLimit: 50 }),
    },
    [['ok', /49 of 50/]],
  ],
  [
    'no room for a stream',
    kinesisLimits,
    whole,
    {
      DescribeStreamSummaryCommand: refuse('ResourceNotFoundException'),
      DescribeLimitsCommand: () => ({ OnDemandStreamCount: 50, OnDemandStreamCountLimit: 50 }),
    },
    [['missing', /no room.*raise the quota.*aws service-quotas/]],
  ],
  ['its own stream', kinesisLimits, whole, { DescribeStreamSummaryCommand: () => ({}) }, [['ok', /there already/]]],
  [
    'an account with event data stores',
    cloudtrailLake,
    whole,
    { ListEventDataStoresCommand: () => ({ EventDataStores: [{ Name: 'another', Status: 'ENABLED' }] }) },
    [['ok', /is open to the account/]],
  ],
  [
    'an account without event data stores',
    cloudtrailLake,
    whole,
    { ListEventDataStoresCommand: () => ({ EventDataStores: [] }) },
    [['warning', /takes no new customers.*cloudwatch-logs/]],
  ],
  [
    'an account full of event data stores',
    cloudtrailLake,
    whole,
    {
      ListEventDataStoresCommand: () => ({
        EventDataStores: Array.from({ length: 10 }, (_, index) => ({ Name: `s${index}`, Status: 'PENDING_DELETION' })),
      }),
    },
    [['missing', /10 of 10/]],
  ],
  [
    'a given event data store',
    cloudtrailLake,
    givenLake,
    {
      GetEventDataStoreCommand: () => ({
        Status: 'ENABLED',
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['ActivityAuditLog'] }] }],
      }),
    },
    [['ok', /is there/]],
  ],
  [
    'a given event data store of another kind',
    cloudtrailLake,
    givenLake,
    {
      GetEventDataStoreCommand: () => ({
        Status: 'ENABLED',
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
      }),
    },
    [['missing', /takes Management/]],
  ],
  [
    'a given event data store that is being deleted',
    cloudtrailLake,
    givenLake,
    { GetEventDataStoreCommand: () => ({ Status: 'PENDING_DELETION' }) },
    [['missing', /PENDING_DELETION.*restore-event-data-store/]],
  ],
  [
    'no given event data store',
    cloudtrailLake,
    givenLake,
    { GetEventDataStoreCommand: refuse('EventDataStoreNotFoundException') },
    [['missing', /is not there/]],
  ],
  ['no channel', cloudtrailChannel, whole, { ListChannelsCommand: () => ({ Channels: [] }) }, [['ok', /makes it/]]],
  [
    "an account's one Custom channel",
    cloudtrailChannel,
    whole,
    {
      ListChannelsCommand: () => ({ Channels: [{ Name: 'aws-service-channel/x' }, { ChannelArn: channelArn, Name: 'theirs' }] }),
      GetChannelCommand: () => channel('Custom'),
    },
    [['missing', /is theirs.*channel: \{ kind: 'given', arn: 'arn:aws:cloudtrail.*eventDataStore: \{ kind: 'given'/]],
  ],
  [
    'a given channel',
    cloudtrailChannel,
    givenLake,
    { GetChannelCommand: () => channel('Custom') },
    [['ok', /leads to the event data store/]],
  ],
  [
    'a given channel that leads elsewhere',
    cloudtrailChannel,
    givenLake,
    { GetChannelCommand: () => channel('Custom', 'arn:elsewhere') },
    [['missing', /leads to arn:elsewhere.*aws cloudtrail update-channel/]],
  ],
  ["a partner's channel", cloudtrailChannel, givenLake, { GetChannelCommand: () => channel('GitHub') }, [['missing', /GitHub's/]]],
  ['Security Lake off', securityLake, whole, { ListDataLakesCommand: () => ({ dataLakes: [] }) }, [['ok', /switches it on/]]],
  [
    'Security Lake off where it is given',
    securityLake,
    onGivenLake,
    { ListDataLakesCommand: () => ({ dataLakes: [] }) },
    [['missing', /takes it as given/]],
  ],
  [
    'Security Lake on where it would be made',
    securityLake,
    whole,
    { ListDataLakesCommand: () => dataLake, ListLogSourcesCommand: () => sources(cloudTrail) },
    [
      ['missing', /is on in eu-central-1 already.*dataLake: \{ kind: 'given' \}/],
      ['missing', /are a source of Security Lake already.*cloudTrailSource: 'given'/],
    ],
  ],
  [
    'Security Lake on, and everything as given',
    securityLake,
    onGivenLake,
    { ListDataLakesCommand: () => dataLake, ListLogSourcesCommand: () => sources(cloudTrail) },
    [['ok', /is on/]],
  ],
  [
    'no CloudTrail where it is given, and a source of the same name',
    securityLake,
    onGivenLake,
    { ListDataLakesCommand: () => dataLake, ListLogSourcesCommand: () => sources(custom) },
    [
      ['ok', /is on/],
      ['warning', /custom source azure-activity is there/],
      ['missing', /are no source of Security Lake/],
    ],
  ],
  [
    'an administrator of the lake',
    lakeFormation,
    whole,
    { ...asUser, GetDataLakeSettingsCommand: () => ({ DataLakeSettings: { DataLakeAdmins: [{ DataLakePrincipalIdentifier: user }] } }) },
    [['ok', /administers/]],
  ],
  [
    'no administrator of the lake: the command keeps the others',
    lakeFormation,
    whole,
    {
      ...asUser,
      GetDataLakeSettingsCommand: () => ({ DataLakeSettings: { DataLakeAdmins: [{ DataLakePrincipalIdentifier: 'arn:bo' }] } }),
    },
    [['missing', /put-data-lake-settings.*"arn:bo".*user\/ana/]],
  ],
  [
    'a bucket under IAM alone',
    lakeFormation,
    inBucket,
    {
      GetDataLakeSettingsCommand: () => ({
        DataLakeSettings: { CreateDatabaseDefaultPermissions: iamDecides, CreateTableDefaultPermissions: iamDecides },
      }),
    },
    [['ok', /IAM alone/]],
  ],
  [
    'a bucket under Lake Formation',
    lakeFormation,
    inBucket,
    { GetDataLakeSettingsCommand: () => ({ DataLakeSettings: {} }) },
    [['warning', /under Lake Formation/]],
  ],
  [
    "the environment's issuer",
    outboundFederation,
    whole,
    { GetOutboundWebIdentityFederationInfoCommand: () => ({ JwtVendingEnabled: true, IssuerIdentifier: issuerUrl }) },
    [['ok', /It is on/]],
  ],
  [
    'another issuer',
    outboundFederation,
    whole,
    {
      GetOutboundWebIdentityFederationInfoCommand: () => ({
        JwtVendingEnabled: true,
        IssuerIdentifier: 'https://other.tokens.sts.global.api.aws',
      }),
    },
    [
      ['missing', /cloudtrailLake\.authentication\.issuerUrl is.*export AUDIT_BRIDGE_TOKEN_ISSUER_URL=https:\/\/other/],
      ['missing', /accessKeys\.transport\.issuerUrl is/],
    ],
  ],
  [
    'federation switched off',
    outboundFederation,
    whole,
    { GetOutboundWebIdentityFederationInfoCommand: refuse('FeatureDisabledException') },
    [['missing', /It is off.*aws iam enable-outbound-web-identity-federation/]],
  ],
  [
    'trust in the tenant',
    oidcProvider,
    whole,
    { GetOpenIDConnectProviderCommand: () => ({ ClientIDList: [audience] }) },
    [['ok', /takes api:/]],
  ],
  [
    'trust in the tenant for somebody else',
    oidcProvider,
    whole,
    { GetOpenIDConnectProviderCommand: () => ({ ClientIDList: ['sts.amazonaws.com'] }) },
    [
      [
        'missing',
        /takes sts\.amazonaws\.com.*add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn arn:aws:iam::123456789012:oidc-provider\/sts\.windows\.net\/.*\/ --client-id api:/,
      ],
    ],
  ],
  [
    'no trust in the tenant',
    oidcProvider,
    whole,
    { GetOpenIDConnectProviderCommand: refuse('NoSuchEntityException') },
    [['missing', /deploy shared/]],
  ],
  ['the state bucket', stateBucket, whole, goodState, [['ok', /the-state is there/]]],
  [
    'no state bucket',
    stateBucket,
    whole,
    { HeadBucketCommand: refuse('NotFound') },
    [['missing', /is not there.*bridge state-bucket dev/]],
  ],
  [
    'a careless state bucket',
    stateBucket,
    whole,
    {
      ...goodState,
      GetBucketVersioningCommand: () => ({}),
      GetBucketEncryptionCommand: () => encrypted('alias/aws/s3'),
      GetPublicAccessBlockCommand: refuse('NoSuchPublicAccessBlockConfiguration'),
      DescribeKeyCommand: () => ({ KeyMetadata: { KeyState: 'PendingDeletion' } }),
    },
    [
      ['missing', /has no versions/],
      ['warning', /does not encrypt with state\.kmsKeyArn/],
      ['missing', /can be made public/],
      ['missing', /is PendingDeletion/],
    ],
  ],
  [
    'all rights',
    awsRights,
    whole,
    {
      ...asUser,
      SimulatePrincipalPolicyCommand: ({ ActionNames }: { readonly ActionNames: readonly string[] }) => ({
        EvaluationResults: ActionNames.map(EvalActionName => ({ EvalActionName, EvalDecision: 'allowed' })),
      }),
    },
    [['ok', /user\/ana may do the \d{2,3} actions/]],
  ],
  [
    'a role of single sign-on without one right',
    awsRights,
    whole,
    {
      GetCallerIdentityCommand: () => ({ Account: accountId, Arn: `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_Dev_1/ana` }),
      GetRoleCommand: () => ({ Role: { Arn: `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1` } }),
      SimulatePrincipalPolicyCommand: ({ ActionNames }: { readonly ActionNames: readonly string[] }) => ({
        EvaluationResults: ActionNames.map(EvalActionName => ({
          EvalActionName,
          EvalDecision: EvalActionName === 'kms:CreateKey' ? 'implicitDeny' : 'allowed',
        })),
      }),
    },
    [['missing', /role\/aws-reserved\/sso\.amazonaws\.com\/AWSReservedSSO_Dev_1 may not do kms:CreateKey \(/]],
  ],
  [
    'nobody who looks for accounts whose keys are not read',
    organization,
    whole,
    {},
    [['warning', /aws\.organizationId is not set.*describe-organization/]],
  ],
  [
    'the management account',
    organization,
    reporting('o-a1b2c3d4e5'),
    { DescribeOrganizationCommand: organizationOf(accountId) },
    [['ok', /manages the organization/]],
  ],
  [
    'a delegated administrator',
    organization,
    reporting(undefined, 'organization'),
    { ...asMember, ListAccountsCommand: () => ({ Accounts: [] }) },
    [['ok', /delegated administrator/]],
  ],
  [
    'a member that may not list its organization',
    organization,
    reporting(undefined, 'organization'),
    { ...asMember, ListAccountsCommand: refuse('AccessDeniedException') },
    [['missing', /may not list the accounts.*999999999999.*list-delegated-administrators/]],
  ],
  [
    'another organization than the one that was named',
    organization,
    reporting('o-zzzzzzzzzz'),
    { DescribeOrganizationCommand: organizationOf(accountId) },
    [['missing', /is of the organization o-a1b2c3d4e5, and aws\.organizationId is o-zzzzzzzzzz/]],
  ],
  [
    'an account on its own',
    organization,
    reporting('o-a1b2c3d4e5'),
    { DescribeOrganizationCommand: refuse('AWSOrganizationsNotInUseException') },
    [['missing', /is in no organization/]],
  ],
  [
    'the root user',
    awsRights,
    whole,
    { GetCallerIdentityCommand: () => ({ Account: accountId, Arn: `arn:aws:iam::${accountId}:root` }) },
    [['warning', /root user/]],
  ],
];

describe('what preflight says of AWS', () => {
  it.each(rows)('%s', async (_, check, environment, answers, expected) => {
    expect(check.applies(environment)).toBe(true);
    const findings = await check.run({ environment, clouds: fakeClouds(answers) });
    expect(findings.map(({ outcome }) => outcome)).toEqual(expected.map(([outcome]) => outcome));
    for (const [index, [, pattern]] of expected.entries()) {
      const { commands = [], found = '', toDo = '' } = findings[index] ?? {};
      expect([found, toDo, ...commands].join(' ')).toMatch(pattern);
    }
  });
});
