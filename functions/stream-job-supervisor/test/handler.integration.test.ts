import { bundleFunctions } from '@audit-bridge/bundling';
import { type LambdaFunction, startLambda } from '@audit-bridge/local/emulators/lambda-runtime';
import { startMoto } from '@audit-bridge/local/emulators/moto';
import { Running } from '@audit-bridge/local/emulators/running';
import { testCredentials, testRegion } from '@audit-bridge/local/emulators/test-account';
import { CreateJobCommand, GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';

const jobName = 'audit-bridge-dev-activity-log';

describe('the bundled stream-job-supervisor, on moto', () => {
  const running = new Running();
  let glue: GlueClient;
  let lambda: LambdaFunction;
  let motoUrl = '';

  beforeAll(async () => {
    const [artifacts, moto] = await Promise.all([bundleFunctions({ names: ['stream-job-supervisor'] }), running.add(startMoto())]);
    motoUrl = moto.url;
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials };
    glue = new GlueClient(settings);
    const { TopicArn = '' } = await new SNSClient(settings).send(new CreateTopicCommand({ Name: 'alarms' }));
    await setLooksPerState(1_000_000);
    lambda = await running.add(
      startLambda({
        name: 'stream-job-supervisor',
        zipPath: artifacts['stream-job-supervisor']?.path ?? '',
        environment: {
          JOB_NAME: jobName,
          ALARM_TOPIC_ARN: TopicArn,
          AWS_ENDPOINT_URL: moto.url,
          AWS_REGION: testRegion,
          AWS_ACCESS_KEY_ID: testCredentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: testCredentials.secretAccessKey,
          AWS_SESSION_TOKEN: testCredentials.sessionToken,
        },
      }),
    );
  }, 180_000);

  afterAll(() => running.stop());

  /** By default a run of moto has succeeded as soon as it is started; so it takes this many looks for its next state. */
  async function setLooksPerState(times: number): Promise<void> {
    const transition = { model_name: 'glue::job_run', transition: { progression: 'manual', times } };
    const response = await fetch(`${motoUrl}/moto-api/state-manager/set-transition`, { method: 'POST', body: JSON.stringify(transition) });
    if (!response.ok) throw new Error(`moto did not take the transition: ${response.status}`);
  }

  async function advance(): Promise<void> {
    await setLooksPerState(1);
    await runs();
    await setLooksPerState(1_000_000);
  }

  const runs = async () => (await glue.send(new GetJobRunsCommand({ JobName: jobName }))).JobRuns ?? [];

  it('fails where there is no job, starts it once, leaves it alone, and starts it again when it has ended', async () => {
    await expect(lambda.invoke({})).rejects.toThrow(/There is no Glue job/);
    await glue.send(
      new CreateJobCommand({
        Name: jobName,
        Role: 'arn:aws:iam::123456789012:role/job',
        Command: { Name: 'gluestreaming', ScriptLocation: 's3://code/a.py' },
        DefaultArguments: { '--REGION': testRegion },
        ExecutionProperty: { MaxConcurrentRuns: 1 },
      }),
    );
    expect(await lambda.invoke({})).toMatchObject({ decision: 'start' });
    expect(await lambda.invoke({})).toMatchObject({ decision: 'keep' });
    expect(await runs()).toMatchObject([
      { JobRunState: 'STARTING', Arguments: { '--REGION': testRegion, '--DEFINITION_HASH': expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ]);
    await advance();
    expect(await lambda.invoke({ source: 'deploy' })).toMatchObject({ decision: 'keep', message: 'The job is running as it is defined' });
    await advance();
    // A streaming job that succeeds has ended although it should not: the failure is told through the topic.
    expect(await lambda.invoke({})).toMatchObject({ decision: 'start', runError: 'SUCCEEDED: no message' });
    expect((await runs()).map(({ JobRunState }) => JobRunState).sort()).toEqual(['STARTING', 'SUCCEEDED']);
  }, 60_000);
});
