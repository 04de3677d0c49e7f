import { CloudProgramError } from '@audit-bridge/operations/sandbox/cloud-program';
import { ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sandboxBridge } from '../sandbox-bridge';
import { SandboxClouds } from '../sandbox-clouds';
import { stateBucket, subscriptionId, TellingProgram } from '../sandbox-on-stand-ins';
import { SandboxSources } from '../sandbox-sources';
import { seedSandbox } from '../seed-sandbox';

describe('sandboxes side by side in one account and one subscription', () => {
  const program = new TellingProgram();
  let clouds: SandboxClouds;
  let sources: SandboxSources;

  beforeAll(async () => {
    sources = await SandboxSources.start('ada');
    clouds = await SandboxClouds.start(sources.connections, 1);
    const s3 = clouds.aws.client(S3Client);
    for (const owner of ['ada', 'grace']) {
      clouds.makeAzureHalf(owner);
      await seedSandbox(clouds.aws, owner);
      await s3.send(
        new PutObjectCommand({ Bucket: stateBucket, Key: `audit-bridge/sandbox-${owner}-cloudtrail-lake.tfstate`, Body: '{}' }),
      );
    }
    // Others whose names begin alike, without any tags.
    for (const name of ['audit-bridge-sandbox-adab-failed-events', 'audit-bridge-dev-failed-events', 'audit-bridge-sandbox-failed-events'])
      await clouds.aws.client(SQSClient).send(new CreateQueueCommand({ QueueName: name }));
  }, 60_000);
  afterAll(async () => {
    await clouds.stop();
    await sources.stop();
  });

  async function bridge(words: string) {
    const answer = await sandboxBridge(clouds, program, words);
    expect(answer.document.error).toBeUndefined();
    return answer;
  }

  const ofGrace = (name: string) => name.includes('grace');
  const namesIn = (all: Readonly<Record<string, readonly string[]>>) => Object.values(all).flat();

  it('lists both, with what is there and the last event', async () => {
    const { document, exitCode } = await bridge('sandbox list');
    expect(exitCode).toBe(0);
    expect(document.sandboxes).toMatchObject(
      ['ada', 'grace'].map(owner => ({
        owner,
        azureResourceGroups: 2,
        states: [`sandbox-${owner}-cloudtrail-lake`],
        madeAt: '2026-11-01T00:00:00.000Z',
        lastEventAt: expect.any(String),
      })),
    );
    expect((await bridge('sandbox list --older-than 3650d')).document.sandboxes).toEqual([]);
  }, 60_000);

  it('feeds the hub and the container with the same records, where the pipelines find them', async () => {
    const dayBefore = Date.now() - 86_400_000;
    const { document, exitCode } = await bridge('sandbox feed ada --count 60 --hours 2 --seed 5 --unmappable 0 --yes');
    expect({ exitCode, sent: document.sent }).toEqual({ exitCode: 0, sent: { 'security-lake': 60, 'cloudtrail-lake': 60 } });
    const inHub = sources.recordsInHub();
    expect(inHub).toHaveLength(60);
    const inContainer = await sources.recordsInContainer(subscriptionId, dayBefore, Date.now());
    expect(inContainer).toHaveLength(60);
    expect(inContainer.filter(text => !inHub.includes(text))).toEqual([]);
    expect(inHub.filter(text => !text.toLowerCase().includes(subscriptionId))).toEqual([]);
  }, 60_000);

  it('destroys one, also where Terraform came to no end, and leaves the other as it was', async () => {
    const before = await clouds.everything();
    program.failure = new CloudProgramError('a resource could not be destroyed');
    const { document, exitCode } = await bridge('sandbox down ada --yes');
    const [swept] = document.sandboxes;
    expect(swept?.remaining.filter(({ until }) => until === undefined)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(swept?.remaining.map(({ kind }) => kind).sort()).toEqual(['KMS key', 'deleted storage account']);
    const after = await clouds.everything();
    expect(namesIn(after).filter(name => /[-_/]ada[-_]|absandboxada/.test(name))).toEqual([]);
    expect(namesIn(after).filter(ofGrace)).toEqual(namesIn(before).filter(ofGrace));
    expect(after.queues).toEqual(
      expect.arrayContaining([
        'audit-bridge-sandbox-adab-failed-events',
        'audit-bridge-dev-failed-events',
        'audit-bridge-sandbox-failed-events',
      ]),
    );
    // A workspace that was soft-deleted would hold its name.
    expect(clouds.content.deleted.map(({ type }) => type)).toEqual(['Microsoft.Storage/storageAccounts']);
    expect(program.calls).toEqual(['destroy sandbox-ada-cloudtrail-lake', 'forget sandbox-ada-cloudtrail-lake']);
    const { Versions = [] } = await clouds.aws.client(S3Client).send(new ListObjectVersionsCommand({ Bucket: stateBucket }));
    expect(Versions.map(({ Key }) => Key)).toEqual(['audit-bridge/sandbox-grace-cloudtrail-lake.tfstate']);
  }, 60_000);

  it('does nothing the second time, and tells again what goes by itself', async () => {
    const before = await clouds.everything();
    const { document, exitCode } = await bridge('sandbox down ada --yes');
    expect({ exitCode, removed: document.sandboxes[0]?.removed }).toEqual({ exitCode: 0, removed: [] });
    expect(document.sandboxes[0]?.remaining.map(({ kind }) => kind).sort()).toEqual(['KMS key', 'deleted storage account']);
    expect(await clouds.everything()).toEqual(before);
    // The other one is there, and not asked for.
    expect((await bridge('sandbox list ada')).document.sandboxes).toEqual([]);
  }, 60_000);

  it('destroys by age', async () => {
    const { document, exitCode } = await bridge('sandbox down --older-than 1d --sweep-only --yes');
    expect({ exitCode, owners: document.sandboxes.map(({ owner }) => owner) }).toEqual({ exitCode: 0, owners: ['grace'] });
    const left = await clouds.everything();
    expect(namesIn(left).filter(ofGrace)).toEqual([]);
    expect(left.queues).toHaveLength(3);
  }, 60_000);
});
