import { rmSync } from 'node:fs';
import type { EnvironmentInput } from '@audit-bridge/config';
import { type Moto, startMoto } from '@audit-bridge/local/emulators/moto';
import { resourcesOf, type TerraformJson } from '../invariants/terraform-json';
import { asModules } from './as-modules';
import { type SynthesizedHalf, synthesizeAwsHalf } from './aws-half-stack';
import type { AwsHalf } from './aws-halves';
import type { Exception, KnownDrift } from './known-drift';
import { withProviderVersion } from './older-provider';
import { findTerraform, type TerraformAtHand } from './terraform-at-hand';
import { TerraformFolder } from './terraform-folder';

export interface TestedHalf {
  readonly pipeline: AwsHalf;
  readonly variants: Readonly<Record<string, EnvironmentInput>>;
  /** The variant with the most types that moto has. */
  readonly applied: EnvironmentInput;
  readonly knownDrift: readonly KnownDrift[];
  /** Types that no run against moto applies: those of other variants, and those that are taken out of this one. Held exactly, like the drift. */
  readonly notCovered: readonly Exception[];
  /** Before the apply. */
  readonly prepare?: (moto: Moto) => Promise<void>;
}

/**
 * Puts the AWS halves of pipelines through a real Terraform: each variant through its validation, one of each pipeline through its whole life against moto.
 * All in one suite, because Jest runs concurrent tests side by side only within one: a provider that waits for a bucket or a queue needs no processor.
 */
export function awsHalvesSuite(halves: readonly TestedHalf[]): void {
  const found = findTerraform();
  const missing = 'missing' in found ? found.missing : undefined;
  const suite = missing === undefined ? describe : describe.skip;

  const synthesizeForHere = (pipeline: AwsHalf, environment: EnvironmentInput, endpoint?: string): SynthesizedHalf => {
    const { json, folder } = synthesizeAwsHalf(pipeline, environment, endpoint);
    return { json: withProviderVersion(json, (found as TerraformAtHand).awsProviderVersion), folder };
  };

  suite(`AWS halves under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
    it.concurrent.each(halves)(
      '$pipeline applies against moto, plans nothing but the drift of moto, and destroys everything',
      async ({ applied, knownDrift, notCovered, pipeline, prepare }) => {
        const moto = await startMoto();
        await prepare?.(moto);
        const { json, folder: assets } = synthesizeForHere(pipeline, applied, moto.url);
        const folder = new TerraformFolder(found as TerraformAtHand, { json: withoutTypes(json, notCovered), folder: assets });
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
      },
      900_000,
    );

    it.concurrent('are valid, every variant of them', async () => {
      const variants = halves.flatMap(({ pipeline, variants }) =>
        Object.entries(variants).map(
          ([title, environment]) => [`${pipeline}: ${title}`, synthesizeForHere(pipeline, environment)] as const,
        ),
      );
      const modules = asModules(Object.fromEntries(variants));
      const folder = new TerraformFolder(found as TerraformAtHand, modules);
      try {
        await folder.init();
        await folder.validate();
      } finally {
        folder.remove();
        rmSync(modules.folder, { recursive: true });
      }
    }, 300_000);

    it.each(halves)('$pipeline covers every type of the half but the listed ones', ({ applied, notCovered, pipeline, variants }) => {
      const typesOf = (environment: EnvironmentInput) => resourcesOf(synthesizeAwsHalf(pipeline, environment).json).map(({ type }) => type);
      const listed = new Set(notCovered.map(({ type }) => type));
      const covered = new Set(typesOf(applied).filter(type => !listed.has(type)));
      const uncovered = new Set(
        Object.values(variants)
          .flatMap(typesOf)
          .filter(type => !covered.has(type)),
      );
      expect([...uncovered].sort()).toEqual(notCovered.map(({ type }) => type).sort());
      for (const { type, reason } of notCovered) process.stdout.write(`not covered by apply: ${type}: ${reason}\n`);
    });
  });
}

function withoutTypes(json: TerraformJson, types: readonly Exception[]): TerraformJson {
  const left = Object.entries(json.resource ?? {}).filter(([type]) => !types.some(exception => exception.type === type));
  return { ...json, resource: Object.fromEntries(left) };
}
