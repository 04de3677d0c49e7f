import type { EnvironmentInput } from '@audit-bridge/config';
import { type Moto, startMoto } from '@audit-bridge/local/emulators/moto';
import { resourcesOf, type TerraformJson } from '../invariants/terraform-json';
import { synthesizeAwsHalf } from './aws-half-stack';
import type { AwsHalf } from './aws-halves';
import type { Exception, KnownDrift } from './known-drift';
import { withProviderVersion } from './older-provider';
import { findTerraform, type TerraformAtHand } from './terraform-at-hand';
import { TerraformFolder } from './terraform-folder';

export interface AwsHalfSuiteProps<Variant extends string> {
  readonly pipeline: AwsHalf;
  readonly variants: Readonly<Record<Variant, EnvironmentInput>>;
  /** The variant with the most types that moto has. */
  readonly applied: Variant;
  readonly knownDrift: readonly KnownDrift[];
  /** Types that no run against moto applies: those of other variants, and those that are taken out of this one. Held exactly, like the drift. */
  readonly notCovered: readonly Exception[];
  /** Before the apply. */
  readonly prepare?: (moto: Moto) => Promise<void>;
}

/** Puts the AWS half of a pipeline through a real Terraform: each variant through its validation, one of them through its whole life against moto. */
export function awsHalfSuite<Variant extends string>(props: AwsHalfSuiteProps<Variant>): void {
  const { pipeline, variants, applied, knownDrift, notCovered } = props;
  const found = findTerraform();
  const missing = 'missing' in found ? found.missing : undefined;
  const suite = missing === undefined ? describe : describe.skip;

  const openFolder = (environment: EnvironmentInput, endpoint?: string): TerraformFolder => {
    const terraform = found as TerraformAtHand;
    const { json, folder } = synthesizeAwsHalf(pipeline, environment, endpoint);
    const applicable = endpoint === undefined ? json : withoutTypes(json, notCovered);
    return new TerraformFolder(terraform, { json: withProviderVersion(applicable, terraform.awsProviderVersion), folder });
  };

  suite(`AWS half of ${pipeline} under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
    it.each(Object.entries<EnvironmentInput>(variants))(
      'is valid: %s',
      async (_name, environment) => {
        const folder = openFolder(environment);
        try {
          await folder.init();
          await folder.validate();
        } finally {
          folder.remove();
        }
      },
      120_000,
    );

    // Concurrent: it starts with the file, beside the other pipeline's. A provider that waits for a bucket or a queue needs no processor.
    it.concurrent('applies against moto, plans nothing but the drift of moto, and destroys everything', async () => {
      const moto = await startMoto();
      await props.prepare?.(moto);
      const folder = openFolder(variants[applied], moto.url);
      try {
        await folder.init();
        await folder.apply();

        const changes = await folder.plan();
        const drift = new Set(changes.flatMap(({ type, attributes }) => attributes.map(attribute => `${type}.${attribute}`)));
        expect(changes.filter(({ actions }) => actions.join() !== 'update')).toEqual([]);
        expect([...drift].sort()).toEqual(knownDrift.map(({ type, attribute }) => `${type}.${attribute}`).sort());

        await folder.destroy();
        expect(await folder.list()).toEqual([]);
      } finally {
        folder.remove();
        await moto.stop();
      }
    }, 900_000);

    it('covers every type of the half but the listed ones', () => {
      const typesOf = (environment: EnvironmentInput) => resourcesOf(synthesizeAwsHalf(pipeline, environment).json).map(({ type }) => type);
      const listed = new Set(notCovered.map(({ type }) => type));
      const covered = new Set(typesOf(variants[applied]).filter(type => !listed.has(type)));
      const all = Object.values<EnvironmentInput>(variants).flatMap(typesOf);
      const uncovered = new Set(all.filter(type => !covered.has(type)));
      expect([...uncovered].sort()).toEqual(notCovered.map(({ type }) => type).sort());
      for (const { type, reason } of notCovered) process.stdout.write(`not covered by apply: ${type}: ${reason}\n`);
    });
  });
}

function withoutTypes(json: TerraformJson, types: readonly Exception[]): TerraformJson {
  const left = Object.entries(json.resource ?? {}).filter(([type]) => !types.some(exception => exception.type === type));
  return { ...json, resource: Object.fromEntries(left) };
}
