import { dirname } from 'node:path/posix';
import type { SynthesizedStack } from '../invariants/synthesized-stacks';
import type { Values } from '../invariants/terraform-json';
import { asModules, type StackInFolder } from './as-modules';
import { withoutTypes } from './literals';
import { isLeftOut } from './not-on-moto';
import { asRoot, onEmulator, stateOnEmulator } from './on-emulator';

/** No provider for Azure is at hand in a test. What holds a whole stack together is held by the tests of whole stacks. */
export const isOfAzure = (type: string) => !type.startsWith('aws_');

export interface RootOnMotoProps {
  readonly motoUrl: string;
  readonly awsProviderVersion: string;
  /** Of the state in the stacks' own bucket. @default a file */
  readonly stateName?: string;
}

/** An environment's stacks together, without what moto or the machine lacks: one run of Terraform, whose provider tells its schema once. */
export function rootOnMoto(stacks: readonly SynthesizedStack[], props: RootOnMotoProps): StackInFolder {
  const { awsProviderVersion, motoUrl, stateName } = props;
  const { folder, json } = asModules(
    Object.fromEntries(
      stacks.map(({ folder, id, json, pipeline }) => [
        id,
        { folder, json: withoutTypes(json, type => isOfAzure(type) || isLeftOut(type, pipeline)) },
      ]),
    ),
  );
  const provider = onEmulator(motoUrl, providerOf(stacks));
  const backend = stateName === undefined ? undefined : stateOnEmulator(motoUrl, backendOf(stacks, stateName));
  return { folder, json: asRoot(json, provider, awsProviderVersion, backend) };
}

/** What the stacks themselves say to the provider, with the tags that all of them have. */
function providerOf(stacks: readonly SynthesizedStack[]): Values {
  const [provider, ...others] = stacks.flatMap(({ json }) => (json.provider?.aws ?? []) as readonly Values[]);
  if (provider === undefined) throw new Error('A stack has no provider.');
  const tags = Object.entries(tagsOf(provider)).filter(([name, value]) => others.every(other => tagsOf(other)[name] === value));
  return { ...provider, default_tags: [{ tags: Object.fromEntries(tags) }] };
}

const tagsOf = ({ default_tags: given }: Values): Readonly<Record<string, string>> =>
  (given as readonly [{ readonly tags: Readonly<Record<string, string>> }])[0].tags;

function backendOf([stack]: readonly SynthesizedStack[], stateName: string): Values {
  const backend = stack?.json.terraform?.backend?.s3;
  if (backend === undefined) throw new Error(`The state of ${stateName} is in no bucket.`);
  return { ...backend, key: `${dirname(String(backend.key))}/${stateName}.tfstate` };
}
