import '../invariants/example-values-only';

import { type Moto, startMoto } from '@audit-bridge/local/emulators/moto';
import { resourcesOf } from '../invariants/terraform-json';
import { synthesizeAwsHalf } from './aws-half-stack';
import { knownDrift, notCovered } from './known-drift';
import { withProviderVersion } from './older-provider';
import { findTerraform, type TerraformAtHand } from './terraform-at-hand';
import { TerraformFolder } from './terraform-folder';
import { variants } from './variants';

const found = findTerraform();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

/** The variant with the most types that moto has. */
const applied = variants['CloudWatch Logs'];

function openFolder(half: ReturnType<typeof synthesizeAwsHalf>): TerraformFolder {
  const terraform = found as TerraformAtHand;
  return new TerraformFolder(terraform, { json: withProviderVersion(half.json, terraform.awsProviderVersion), folder: half.folder });
}

suite(`AWS half of cloudtrail-lake under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  it.each(Object.entries(variants))(
    'is valid: %s',
    async (_name, environment) => {
      const folder = openFolder(synthesizeAwsHalf(environment));
      try {
        await folder.init();
        await folder.validate();
      } finally {
        folder.remove();
      }
    },
    120_000,
  );

  describe('against moto', () => {
    let moto: Moto;
    let folder: TerraformFolder;

    beforeAll(async () => {
      moto = await startMoto();
      folder = openFolder(synthesizeAwsHalf(applied, moto.url));
      await folder.init();
    }, 300_000);

    afterAll(async () => {
      folder?.remove();
      await moto?.stop();
    });

    it('applies, plans nothing but the drift of moto, and destroys everything', async () => {
      await folder.apply();

      const changes = await folder.plan();
      const drift = new Set(changes.flatMap(({ type, attributes }) => attributes.map(attribute => `${type}.${attribute}`)));
      expect(changes.filter(({ actions }) => actions.join() !== 'update')).toEqual([]);
      expect([...drift].sort()).toEqual(knownDrift.map(({ type, attribute }) => `${type}.${attribute}`).sort());

      await folder.destroy();
      expect(await folder.list()).toEqual([]);
    }, 480_000);
  });

  it('covers every type of the half but the listed ones', () => {
    const typesOf = (environment: (typeof variants)[keyof typeof variants]) =>
      resourcesOf(synthesizeAwsHalf(environment).json).map(({ type }) => type);
    const covered = new Set(typesOf(applied));
    const uncovered = new Set(
      Object.values(variants)
        .flatMap(typesOf)
        .filter(type => !covered.has(type)),
    );
    expect([...uncovered].sort()).toEqual(notCovered.map(({ type }) => type).sort());
    for (const { type, reason } of notCovered) process.stdout.write(`not covered by apply: ${type}: ${reason}\n`);
  });
});
