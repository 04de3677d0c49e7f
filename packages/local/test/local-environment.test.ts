import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEmbeddedMetrics } from '../src/clouds/embedded-metrics';
import { type EnvironmentDescription, readDescription, writeDescription } from '../src/environment/environment-description';
import { localEnvironment, localNames } from '../src/environment/local-environment';
import { withLocalEnvironment } from '../src/environment/with-local-environment';

describe("environment 'local'", () => {
  let folder = '';
  const description = (pid: number): EnvironmentDescription => ({
    pid,
    startedAt: new Date().toISOString(),
    output: folder,
    pipelines: ['cloudtrail-lake'],
    memberAccountIds: [],
    subscriptionIds: ['aaaaaaaa-0000-4000-8000-000000000002'],
    destination: 'cloudwatch-logs',
    awsEndpoint: 'http://127.0.0.1:1',
    certificatePath: join(folder, 'certificate.pem'),
    authorityHost: 'https://127.0.0.1:1',
    resourceManagerUrl: 'https://127.0.0.1:1',
    graphUrl: 'https://127.0.0.1:1',
    logAnalyticsUrl: 'https://127.0.0.1:1',
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-environment-test-'));
    await writeFile(join(folder, 'certificate.pem'), 'no certificate');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const known = () => {
    const { connect, environments } = withLocalEnvironment(() => [], { AUDIT_BRIDGE_LOCAL: folder });
    const [environment] = environments();
    if (environment === undefined) throw new Error('There is no environment local.');
    return { environment, connect };
  };

  it('is known without a run, and says what to start', () => {
    const { connect, environment } = known();
    expect(environment).toMatchObject({ kind: 'sandbox', name: 'local', owner: 'here', aws: { accountId: '123456789012' } });
    expect(() => connect(environment)).toThrow(/No local environment is up in .*: start npx pnpm local --keep in another terminal/);
  });

  it('is the run that is kept, with its subscriptions and its destination', async () => {
    await writeDescription(description(process.pid));
    const { connect, environment } = known();
    expect(environment.azure.subscriptionIds).toEqual(['aaaaaaaa-0000-4000-8000-000000000002']);
    expect(environment.pipelines.cloudtrailLake?.destination.kind).toBe('cloudwatch-logs');
    const { aws, azure } = connect(environment);
    expect(aws.settings).toMatchObject({ endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' });
    expect(() => azure.parkingContainer()).toThrow('was started without security-lake');
    expect(() => azure.eventHub()).toThrow('was started without security-lake');
    expect(Object.keys(environment.pipelines)).toEqual(['cloudtrailLake']);
    expect(() => azure.activityLogContainer()).toThrow('was started without cloudtrail-lake');
  });

  it('is gone when its process is, whatever file it has left', async () => {
    // No process has a number as high.
    await writeDescription(description(2 ** 22 + 1));
    expect(readDescription(folder)).toBeUndefined();
    await writeFile(join(folder, 'environment.json'), '{');
    expect(readDescription(folder)).toBeUndefined();
  });

  it('has one set of names, whatever it is given', () => {
    const ids = [...Array.from({ length: 90 }, (_, index) => `aaaaaaaa-0000-4000-8000-0000000000${index + 10}`), 'no-guid'];
    expect(localEnvironment({ subscriptionIds: ids }).azure.subscriptionIds).toHaveLength(80);
    expect(localNames.of('sqsQueue', 'failed-events')).toBe('audit-bridge-local-here-failed-events');
  });
});

describe('readEmbeddedMetrics', () => {
  it("reads a function's metrics from its log, and nothing from other lines", () => {
    const line = {
      _aws: {
        Timestamp: 1_795_305_248_489,
        CloudWatchMetrics: [
          {
            Namespace: 'N',
            Dimensions: [['service']],
            Metrics: [
              { Name: 'EventsIn', Unit: 'Count' },
              { Name: 'Lag', Unit: 'Seconds' },
            ],
          },
        ],
      },
      service: 'the-function',
      EventsIn: [3, 4],
      Lag: 0.5,
    };
    const Dimensions = [{ Name: 'service', Value: 'the-function' }];
    const Timestamp = new Date(1_795_305_248_489);
    expect(readEmbeddedMetrics(JSON.stringify(line))).toEqual([
      {
        namespace: 'N',
        metrics: [
          { MetricName: 'EventsIn', Timestamp, Dimensions, Values: [3, 4], Unit: 'Count' },
          { MetricName: 'Lag', Timestamp, Dimensions, Values: [0.5], Unit: 'Seconds' },
        ],
      },
    ]);
    expect(readEmbeddedMetrics('{"level":"INFO"}')).toEqual([]);
    expect(readEmbeddedMetrics('a text with "_aws" in it')).toEqual([]);
  });
});
