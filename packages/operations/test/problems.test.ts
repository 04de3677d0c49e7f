import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import type { Environment } from '@audit-bridge/config';
import { DynamoDBServiceException, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { NoSuchBucket, S3ServiceException } from '@aws-sdk/client-s3';
import { QueueDoesNotExist, SQSServiceException } from '@aws-sdk/client-sqs';
import { ExpiredTokenException, STSServiceException } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { MessagingError } from '@azure/event-hubs';
import { AggregateAuthenticationError, AuthenticationError, CredentialUnavailableError } from '@azure/identity';
import { RestError } from '@azure/storage-blob';
import { explainProblem } from '../src/problems/explain-problem';
import { QueueNotFoundError } from '../src/redrive-failed-events/sqs-failed-events-queue';

const environment = {
  name: 'dev',
  aws: { accountId: '111122223333', region: 'eu-central-1' },
  azure: { cloud: 'public', tenantId: 'the-tenant', subscriptionId: 'the-subscription' },
} as unknown as Environment;

const explain = (error: unknown, variables: NodeJS.ProcessEnv = { AWS_PROFILE: 'audit' }) =>
  explainProblem(error, { environment, pipeline: 'security-lake', variables })?.message;

const client = { $fault: 'client', $metadata: {} } as const;
/** As the SDK reads a code that the service's model does not know. */
const sts = (name: string, message = 'refused') => new STSServiceException({ ...client, name, message });

const entra = (description: string, error = 'invalid_grant') =>
  new AuthenticationError(400, {
    error,
    error_description: description,
    correlation_id: 'c',
    trace_id: 't',
    timestamp: 'now',
    error_codes: [],
  } as never);

describe('explainProblem', () => {
  it.each<readonly [what: string, error: unknown, message: RegExp]>([
    [
      'a login of AWS that has expired',
      new ExpiredTokenException({ ...client, message: 'expired' }),
      /^Your AWS login has expired\. Sign in again: aws sso login --profile audit$/,
    ],
    ['the same, as SQS says it', new SQSServiceException({ ...client, name: 'ExpiredToken', message: 'x' }), /^Your AWS login has expired/],
    [
      'keys that AWS does not know',
      sts('InvalidClientTokenId'),
      /^AWS does not know these credentials \(InvalidClientTokenId\)\. Sign in to the account 111122223333/,
    ],
    [
      'a clock that is wrong',
      new S3ServiceException({ ...client, name: 'RequestTimeTooSkewed', message: 'x' }),
      /clock of this machine is wrong/,
    ],
    [
      'a missing right in AWS, with its reason',
      new DynamoDBServiceException({
        ...client,
        name: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::111122223333:assumed-role/reader/ana is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-central-1:111122223333:table/t because no identity-based policy allows the dynamodb:PutItem action',
      }),
      /^arn:aws:sts::111122223333:assumed-role\/reader\/ana may not dynamodb:PutItem on arn:\S+table\/t: no identity-based policy allows the dynamodb:PutItem action\. Ask whoever administers the account 111122223333/,
    ],
    [
      'a missing right that S3 does not explain',
      new S3ServiceException({ ...client, name: 'AccessDenied', message: 'Access Denied' }),
      /^AWS denies a request \(Access Denied\)\. Ask/,
    ],
    [
      'a bucket that is not there',
      new NoSuchBucket({ ...client, message: 'The specified bucket does not exist' }),
      /not there \(NoSuchBucket.*Deploy it first, as often as it takes: npx pnpm deploy dev-security-lake$/,
    ],
    [
      'a table that is not there',
      new ResourceNotFoundException({ ...client, message: 'Requested resource not found' }),
      /npx pnpm deploy dev-security-lake$/,
    ],
    [
      "what stands in an error of the command's own",
      new QueueNotFoundError('The queue q could not be opened.', { cause: new QueueDoesNotExist({ ...client, message: 'no queue' }) }),
      /^Something of the environment 'dev' is not there \(QueueDoesNotExist: no queue\)/,
    ],
    [
      'nobody signed in to Azure',
      new CredentialUnavailableError("Please run 'az login'"),
      /^You are not signed in to Azure\. Sign in: az login --tenant the-tenant$/,
    ],
    [
      'no way to sign in to Azure that works',
      new AggregateAuthenticationError(
        [new CredentialUnavailableError('no variables'), new CredentialUnavailableError('no CLI')],
        'all failed',
      ),
      /^You are not signed in to Azure/,
    ],
    [
      'an expired login among several ways',
      new AggregateAuthenticationError([new CredentialUnavailableError('no'), entra('AADSTS700082: The refresh token has expired')], 'all'),
      /^Your Azure login has expired \(AADSTS700082\)\. Sign in again: az login --tenant the-tenant$/,
    ],
    ['a tenant that is none', entra('AADSTS90002: Tenant not found', 'invalid_request'), /^Entra knows no tenant the-tenant/],
    [
      'what Entra refuses for another reason',
      entra('AADSTS7000215: Invalid client secret', 'invalid_client'),
      /^Entra refuses the login \(AADSTS7000215: https:\/\/login\.microsoftonline\.com\/error\?code=7000215\)/,
    ],
    [
      'a token that has expired on the way',
      new RestApiError('GET', new URL('https://management.azure.com/'), 401, 'ExpiredAuthenticationToken', 'x'),
      /^Azure refuses this login/,
    ],
    [
      'a missing right in Azure Resource Manager',
      new RestApiError(
        'GET',
        new URL('https://management.azure.com/'),
        403,
        'AuthorizationFailed',
        "The client 'ana@example.com' with object id 'o' does not have authorization to perform action 'Microsoft.Insights/eventtypes/values/read' over scope '/subscriptions/s' or the scope is invalid.",
      ),
      /ana@example\.com may not Microsoft\.Insights\/eventtypes\/values\/read on \/subscriptions\/s\. Ask/,
    ],
    [
      'a missing data role of a storage account',
      new RestError('This request is not authorized', { code: 'AuthorizationPermissionMismatch', statusCode: 403 }),
      /no role for the data of this storage account.*az role assignment create/,
    ],
    [
      'a missing right on the event hub',
      Object.assign(new MessagingError('Unauthorized access'), { code: 'UnauthorizedError' }),
      /may not do this \(UnauthorizedError/,
    ],
    [
      'a container that is not there',
      new RestError('The specified container does not exist.\nRequestId:x', { code: 'ContainerNotFound', statusCode: 404 }),
      /not there \(ContainerNotFound: The specified container does not exist\.\)/,
    ],
    [
      'no network',
      Object.assign(new Error('getaddrinfo EAI_AGAIN sts.eu-central-1.amazonaws.com'), {
        code: 'EAI_AGAIN',
        hostname: 'sts.eu-central-1.amazonaws.com',
      }),
      /^sts\.eu-central-1\.amazonaws\.com cannot be reached \(EAI_AGAIN\)\. Look whether this machine has a network/,
    ],
    [
      'no network on the way to Azure',
      new RestError('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' }),
      /^127\.0\.0\.1:1 cannot be reached/,
    ],
    [
      'a storage account that was never made',
      new RestError('getaddrinfo ENOTFOUND abdev123.blob.core.windows.net', { code: 'ENOTFOUND' }),
      /^abdev123\.blob\.core\.windows\.net cannot be reached \(ENOTFOUND\)\. Where other hosts can be, it is not deployed: npx pnpm deploy dev-security-lake\. Else this machine has no network\.$/,
    ],
  ])('says of %s what to do', (_, error, message) => {
    expect(explain(error)).toMatch(message);
  });

  it('says where to sign in to AWS when the SDK finds no credentials', async () => {
    const variables = process.env;
    process.env = { AWS_EC2_METADATA_DISABLED: 'true' };
    const search = { filepath: '/nowhere/credentials', configFilepath: '/nowhere/config', profile: 'audit', ignoreCache: true };
    const thrown = await defaultProvider(search)().catch((error: unknown) => error);
    process.env = variables;
    expect(explain(thrown)).toMatch(
      /^No AWS credentials were found for the profile 'audit' \(.*\)\. Sign in to the account 111122223333: aws sso login --profile audit$/,
    );
  });

  it('names the way to sign in that fits the shell', () => {
    const expired = new ExpiredTokenException({ ...client, message: 'expired' });
    expect(explain(expired, {})).toMatch(/aws sso login --profile <profile>, then export AWS_PROFILE=<profile>$/);
    expect(explain(expired, { AWS_ACCESS_KEY_ID: 'A' })).toMatch(
      /unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN; aws sso login/,
    );
  });

  it('leaves every other error to its own message', () => {
    expect(explain(new Error('no more'))).toBeUndefined();
    expect(explain(new DynamoDBServiceException({ ...client, name: 'ThrottlingException', message: 'x' }))).toBeUndefined();
    const endless = new Error('itself');
    endless.cause = endless;
    expect(explain(endless)).toBeUndefined();
  });
});
