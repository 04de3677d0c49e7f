import { environmentSchema } from '../src/environment';

const cloudTrailLake = {
  RECIPIENT_ACCOUNT_ID: '123456789012',
  SUBSCRIPTION_IDS: ' AAAAAAAA-2222-4333-8444-555555555555, ,b ',
  STATE_TABLE_NAME: 'state',
  STATE_TTL_DAYS: '120',
  HINT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/hints.fifo',
  FAILED_EVENTS_BUCKET: 'failed-events',
  FAILED_EVENTS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/failed-events',
  DESTINATION: 'cloudtrail-lake',
  CHANNEL_ARN: 'arn',
  CONTAINER_URL: 'https://account.blob.core.windows.net/insights-activity-logs',
  AZURE_AUTHENTICATION: 'web-identity',
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  MAX_CONCURRENT_REQUESTS: '4',
  MAX_STEP_EVENTS: '1000',
};

const missing = (variables: object) => environmentSchema.safeParse(variables).error?.issues.map(({ path }) => path.join('.'));

describe('the environment of the processor', () => {
  it('reads numbers and lists, subscriptions in lower case', () => {
    expect(environmentSchema.parse(cloudTrailLake)).toMatchObject({
      SUBSCRIPTION_IDS: ['aaaaaaaa-2222-4333-8444-555555555555', 'b'],
      MAX_STEP_EVENTS: 1000,
    });
  });

  it('asks for what the chosen destination and authentication need', () => {
    const { CHANNEL_ARN, AZURE_TENANT_ID, ...rest } = cloudTrailLake;
    expect(missing(rest)).toEqual(['CHANNEL_ARN', 'AZURE_TENANT_ID']);
    expect(missing({ ...cloudTrailLake, DESTINATION: 'cloudwatch-logs', AZURE_AUTHENTICATION: 'connection-string' })).toEqual([
      'LOG_GROUP_NAME',
      'LOG_RETENTION_DAYS',
      'ARCHIVE_BUCKET',
      'CONNECTION_STRING_SECRET_ARN',
    ]);
  });

  it('names every variable that is wrong at once', () => {
    expect(missing({ ...cloudTrailLake, SUBSCRIPTION_IDS: ' , ', MAX_STEP_EVENTS: '0', RECIPIENT_ACCOUNT_ID: '12' })).toEqual([
      'RECIPIENT_ACCOUNT_ID',
      'SUBSCRIPTION_IDS',
      'MAX_STEP_EVENTS',
    ]);
  });
});
