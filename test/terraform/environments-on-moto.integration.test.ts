import '../invariants/example-values-only';

import { rmSync } from 'node:fs';
import { tokenIssuerUrl } from '@audit-bridge/config';
import { testRegion } from '@audit-bridge/local/emulators/test-account';
import { tokenAudience } from '@audit-bridge/naming';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { withStandIns } from '../../scripts/cloud-program/stand-ins';
import { type Pipeline, type SynthesizedStack, synthesize } from '../invariants/synthesized-stacks';
import { resourcesOf } from '../invariants/terraform-json';
import { sandboxBridge } from '../operations/sandbox-bridge';
import { SandboxClouds } from '../operations/sandbox-clouds';
import { environmentOf, namesOf, stateBucket, tenantId } from '../operations/sandbox-on-stand-ins';
import { accessKeysVariants } from './access-keys-variants';
import { asModules } from './as-modules';
import { synthesizeAwsHalf } from './aws-half-stack';
import type { AwsHalf } from './aws-halves';
import { cloudtrailLakeVariants } from './cloudtrail-lake-variants';
import { dev, sideBySide } from './environments-side-by-side';
import { knownDrift } from './known-drift';
import { leftOnMoto } from './left-on-moto';
import { isLeftOut, notOnMoto } from './not-on-moto';
import { asRoot } from './on-emulator';
import { isOfAzure, rootOnMoto } from './root-on-moto';
import { SandboxProgram } from './sandbox-program';
import { securityLakeVariants } from './security-lake-variants';
import { findTerraform, type TerraformAtHand } from './terraform-at-hand';
import { TerraformFailedError, TerraformFolder, terraformVariables } from './terraform-folder';

const found = findTerraform();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

const variants = { 'access-keys': accessKeysVariants, 'cloudtrail-lake': cloudtrailLakeVariants, 'security-lake': securityLakeVariants };

const stacks = synthesize(sideBySide);
const halves = Object.entries(variants).flatMap(([pipeline, ofPipeline]) =>
  Object.entries(ofPipeline).map(([title, environment]) => ({
    title: `${pipeline}: ${title}`,
    pipeline: pipeline as Pipeline,
    ...synthesizeAwsHalf(pipeline as AwsHalf, environment),
  })),
);

suite(`Environments under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  const terraform = found as TerraformAtHand;

  // Terraform and its provider mostly wait here, and the validation works meanwhile.
  it.concurrent('are made side by side in one account, stay as they are, and leave nothing when they go', async () => {
    Object.assign(process.env, terraformVariables(terraform));
    const clouds = await SandboxClouds.start({}, 0);
    const program = new SandboxProgram({ clouds, terraform, stacks });
    const bridge = (words: string) => sandboxBridge(clouds, program, words);
    const devStacks = stacks.filter(({ environment }) => environment.name === dev.name);
    const root = rootOnMoto(devStacks, { motoUrl: clouds.motoUrl, awsProviderVersion: terraform.awsProviderVersion });
    const folder = new TerraformFolder(terraform, root);
    try {
      await answerInvocations(clouds.motoUrl);
      await makeShared(clouds);
      // The last run of a function of an earlier sandbox of this owner has made it again.
      const logGroupName = `/aws/lambda/${namesOf('grace').of('lambdaFunction', 'activity-log-processor')}`;
      await clouds.aws.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName }));
      const [ada, grace] = await Promise.all([
        bridge('sandbox up ada --yes'),
        bridge('sandbox up grace --yes'),
        folder.init().then(() => folder.apply()),
      ]);
      expect(ada).toMatchObject({ exitCode: 0, document: { stacks: [{ name: expect.stringMatching(/^sandbox-ada-/) }] } });
      expect(grace).toMatchObject({ exitCode: 1, document: { error: { message: expect.stringContaining('already exists') } } });
      // Each kind is there before, so that an empty list afterwards says something.
      const made = await leftOnMoto(clouds.motoUrl, testRegion);
      expect(Object.entries(made.things).filter(([, names]) => names.length === 0)).toEqual([]);
      expect(made.keys.map(({ state }) => state)).toEqual(made.keys.map(() => 'Enabled'));
      const [listed, ofAda] = await Promise.all([bridge('sandbox list'), program.folderOf('ada').plan()]);
      expect(listed.document.sandboxes).toMatchObject(
        ['ada', 'grace'].map(owner => ({
          owner,
          madeAt: expect.any(String),
          azureResourceGroups: 2,
          states: [expect.stringContaining(owner)],
        })),
      );

      const before = await clouds.everything();
      const [down, ofDev] = await Promise.all([bridge('sandbox down ada --yes'), folder.plan()]);
      const changes = [...ofAda, ...ofDev];
      expect(changes.filter(({ actions }) => actions.join() !== 'update')).toEqual([]);
      const drift = new Set(changes.flatMap(({ type, attributes }) => attributes.map(attribute => `${type}.${attribute}`)));
      expect([...drift].sort()).toEqual(knownDrift.map(({ type, attribute }) => `${type}.${attribute}`).sort());

      expect(down.exitCode).toBe(0);
      // What Terraform knows it has destroyed by itself; where an answer was lost, the sweep has done the rest.
      const removed = lostAnswer.test(down.said) ? [] : (down.document.sandboxes[0]?.removed ?? []);
      expect(removed.filter(({ kind }) => !ofAzureHalf.has(kind))).toEqual([]);
      const named = /[-_/]ada[-_]|absandboxada|of-ada$|\/ada$/;
      expect(await clouds.everything()).toEqual(withoutMatching(before, named));

      const [again, broken, destroyed] = await Promise.all([
        bridge('sandbox down ada --yes'),
        bridge('sandbox down grace --yes'),
        destroyOnMoto(folder),
      ]);
      expect({ exitCode: again.exitCode, removed: again.document.sandboxes[0]?.removed }).toEqual({ exitCode: 0, removed: [] });
      expect(broken.exitCode).toBe(0);
      expect(broken.document.sandboxes[0]?.removed).toContainEqual({ kind: 'log group', name: logGroupName });
      expect(destroyed).toBeGreaterThan(0);
      expect(await folder.list()).toEqual([]);
      const left = await leftOnMoto(clouds.motoUrl, testRegion);
      expect(Object.entries(withoutMatching(left.things, new RegExp(`^${stateBucket}$`))).filter(([, names]) => names.length > 0)).toEqual(
        [],
      );
      for (const { state, deletedAt } of left.keys) {
        expect(state).toBe('PendingDeletion');
        expect(deletedAt?.getTime()).toBeGreaterThan(Date.now());
      }
      const { Versions = [] } = await clouds.aws.client(S3Client).send(new ListObjectVersionsCommand({ Bucket: stateBucket }));
      expect(Versions).toEqual([]);
    } finally {
      folder.remove();
      program.remove();
      rmSync(root.folder, { recursive: true });
      await clouds.stop();
    }
  }, 900_000);

  it.concurrent('are valid, every stack of them and every variant of a pipeline', async () => {
    const alone = halves.map(half => [half.title, half] as const);
    const whole = synthesize().map(({ id, json, folder }) => [id, { folder, json: withStandIns(json, isOfAzure) }] as const);
    const modules = asModules(Object.fromEntries([...alone, ...whole]));
    const folder = new TerraformFolder(terraform, {
      ...modules,
      json: asRoot(modules.json, { region: testRegion }, terraform.awsProviderVersion),
    });
    try {
      await folder.init();
      await folder.validate();
    } finally {
      folder.remove();
      rmSync(modules.folder, { recursive: true });
    }
  }, 300_000);
});

describe('What is applied against moto', () => {
  it('is every type of AWS that any variant has, but those that moto lacks', () => {
    const all = typesOf([...stacks, ...halves]);
    const applied = typesOf(stacks, (type, pipeline) => !isLeftOut(type, pipeline));
    const listed = notOnMoto.filter(({ pipeline }) => pipeline === undefined).map(({ type }) => type);
    expect([...all].filter(type => !applied.has(type)).sort()).toEqual(listed.sort());
    for (const { type, reason } of notOnMoto) process.stdout.write(`not applied: ${type}: ${reason}\n`);
  });
});

function typesOf(
  stacks: readonly Pick<SynthesizedStack, 'json' | 'pipeline'>[],
  isWanted: (type: string, pipeline: Pipeline) => boolean = () => true,
): ReadonlySet<string> {
  return new Set(
    stacks.flatMap(({ json, pipeline }) =>
      resourcesOf(json)
        .map(({ type }) => type)
        .filter(type => !isOfAzure(type) && isWanted(type, pipeline)),
    ),
  );
}

/** What the sweep removes in Azure, where Terraform has made nothing here. */
const ofAzureHalf = new Set([
  'diagnostic setting',
  'app role assignment',
  'role assignment',
  'resource group',
  'Log Analytics workspace',
  'Microsoft.Insights/actionGroups',
]);

function withoutMatching(all: Readonly<Record<string, readonly string[]>>, pattern: RegExp): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(all).map(([kind, names]) => [kind, names.filter(name => !pattern.test(name))]));
}

/** The trust in a tenant, which all environments of an account take as given. */
async function makeShared({ aws }: SandboxClouds): Promise<void> {
  const { cloud } = environmentOf('ada').azure;
  await aws
    .client(IAMClient)
    .send(new CreateOpenIDConnectProviderCommand({ Url: tokenIssuerUrl(cloud, tenantId), ClientIDList: [tokenAudience(tenantId)] }));
}

/** Without containers moto answers an invocation by itself: that Terraform makes it is covered, not what the function does. */
async function answerInvocations(url: string): Promise<void> {
  const response = await fetch(`${url}/moto-api/config`, { method: 'POST', body: JSON.stringify({ lambda: { use_docker: false } }) });
  if (!response.ok) throw new Error(`moto does not take its settings: ${response.status} ${await response.text()}`);
}

/**
 * On a busy machine an answer of moto is lost now and then, and the provider asks once more to delete what is gone. Of a dashboard moto says so in other words than AWS,
 * which the provider takes for a failure.
 */
const lostAnswer = /deleting CloudWatch Dashboard .* ResourceNotFound/;

/** What is left after a lost answer goes the second time, and whatever else fails still does. */
async function destroyOnMoto(folder: TerraformFolder): Promise<number> {
  try {
    return await folder.destroy();
  } catch (error) {
    if (!(error instanceof TerraformFailedError && lostAnswer.test(error.message))) throw error;
    return folder.destroy();
  }
}
