import '../invariants/example-values-only';

import { rmSync } from 'node:fs';
import { startMoto } from '@audit-bridge/local/emulators/moto';
import { withStandIns } from '../../scripts/cloud-program/stand-ins';
import { type Pipeline, type SynthesizedStack, synthesize } from '../invariants/synthesized-stacks';
import { resourcesOf } from '../invariants/terraform-json';
import { accessKeysVariants } from './access-keys-variants';
import { asModules } from './as-modules';
import { synthesizeAwsHalf } from './aws-half-stack';
import type { AwsHalf } from './aws-halves';
import { cloudtrailLakeVariants } from './cloudtrail-lake-variants';
import { sideBySide } from './environments-side-by-side';
import { knownDrift } from './known-drift';
import { leftOnMoto } from './left-on-moto';
import { withoutTypes } from './literals';
import { isLeftOut, notOnMoto } from './not-on-moto';
import { asRoot, onEmulator } from './on-emulator';
import { securityLakeVariants } from './security-lake-variants';
import { findTerraform, type TerraformAtHand } from './terraform-at-hand';
import { TerraformFailedError, TerraformFolder } from './terraform-folder';

const found = findTerraform();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

const region = 'eu-central-1';
const variants = { 'access-keys': accessKeysVariants, 'cloudtrail-lake': cloudtrailLakeVariants, 'security-lake': securityLakeVariants };

/** No provider for Azure is at hand in a test. What holds a whole stack together is held by the tests of whole stacks. */
const isOfAzure = (type: string) => !type.startsWith('aws_');

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
    const moto = await startMoto();
    await answerInvocations(moto.url);
    const modules = asModules(
      Object.fromEntries(
        stacks.map(stack => {
          const json = withoutTypes(stack.json, type => isOfAzure(type) || isLeftOut(type, stack.pipeline));
          return [stack.id, { folder: stack.folder, json }];
        }),
      ),
    );
    const folder = new TerraformFolder(terraform, {
      ...modules,
      json: asRoot(modules.json, onEmulator(moto.url, region), terraform.awsProviderVersion),
    });
    try {
      await folder.init();
      await folder.apply();
      // Each kind is there before, so that an empty list afterwards says something.
      const made = await leftOnMoto(moto.url, region);
      expect(Object.entries(made.things).filter(([, names]) => names.length === 0)).toEqual([]);
      expect(made.keys.map(({ state }) => state)).toEqual(made.keys.map(() => 'Enabled'));

      const changes = await folder.plan();
      expect(changes.filter(({ actions }) => actions.join() !== 'update')).toEqual([]);
      const drift = new Set(changes.flatMap(({ type, attributes }) => attributes.map(attribute => `${type}.${attribute}`)));
      expect([...drift].sort()).toEqual(knownDrift.map(({ type, attribute }) => `${type}.${attribute}`).sort());

      expect(await destroyOnMoto(folder)).toBeGreaterThan(0);
      expect(await folder.list()).toEqual([]);
      const left = await leftOnMoto(moto.url, region);
      expect(Object.entries(left.things).filter(([, names]) => names.length > 0)).toEqual([]);
      for (const { state, deletedAt } of left.keys) {
        expect(state).toBe('PendingDeletion');
        expect(deletedAt?.getTime()).toBeGreaterThan(Date.now());
      }
      // Whoever is not sure whether it came to its end does it again.
      expect(await folder.destroy()).toBe(0);
    } finally {
      folder.remove();
      rmSync(modules.folder, { recursive: true });
      await moto.stop();
    }
  }, 900_000);

  it.concurrent('are valid, every stack of them and every variant of a pipeline', async () => {
    const alone = halves.map(half => [half.title, half] as const);
    const whole = synthesize().map(({ id, json, folder }) => [id, { folder, json: withStandIns(json, isOfAzure) }] as const);
    const modules = asModules(Object.fromEntries([...alone, ...whole]));
    const folder = new TerraformFolder(terraform, { ...modules, json: asRoot(modules.json, { region }, terraform.awsProviderVersion) });
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

/** Without containers moto answers an invocation by itself: that Terraform makes it is covered, not what the function does. */
async function answerInvocations(url: string): Promise<void> {
  const response = await fetch(`${url}/moto-api/config`, { method: 'POST', body: JSON.stringify({ lambda: { use_docker: false } }) });
  if (!response.ok) throw new Error(`moto does not take its settings: ${response.status} ${await response.text()}`);
}

/**
 * On a busy machine an answer of moto is lost now and then, and the provider asks once more to delete what is gone. Of a dashboard moto says so in other words than AWS,
 * which the provider takes for a failure. What is left after it goes the second time, and whatever else fails still does.
 */
async function destroyOnMoto(folder: TerraformFolder): Promise<number> {
  try {
    return await folder.destroy();
  } catch (error) {
    if (!(error instanceof TerraformFailedError && /deleting CloudWatch Dashboard .* ResourceNotFound/.test(error.message))) throw error;
    return folder.destroy();
  }
}
