import { awsPartitions, type Environment } from '@audit-bridge/config';
import type { AwsConnections } from '../../clouds/aws-connections';
import type { PlannedStack, ProgramRun } from '../cloud-program';
import { SandboxIdentity } from '../sandbox-identity';
import { awsKinds } from './aws/swept-kinds';
import { plannedNames } from './planned-names';
import type { RemainingThing, SandboxThing, SweepReport } from './sweep-report';
import { type OpenSweptKind, partsOfArn, type SweptKind } from './swept-kind';
import { taggedArns } from './tagged-arns';

export interface SweepAwsOptions {
  readonly environment: Environment;
  readonly aws: AwsConnections;
  readonly stacks: readonly PlannedStack[];
  readonly run: Pick<ProgramRun, 'interruption' | 'progress'>;
  /** @default all that there are */
  readonly kinds?: readonly OpenSweptKind[];
}

/**
 * Removes what is left of a sandbox in AWS: what is called as its stacks call it, and what carries its tags. A name is taken only with its owner in it, and tags
 * that say otherwise are believed more than a name.
 */
export async function sweepAws({ aws, environment, kinds = awsKinds, run, stacks }: SweepAwsOptions): Promise<SweepReport> {
  const identity = SandboxIdentity.of(environment);
  const place = { ...environment.aws, arnPartition: awsPartitions[environment.aws.partition].arnPartition };
  const opened = kinds.map(open => open(aws, place));
  run.progress('AWS: looking for tags');
  const arns = await taggedArns(aws, identity);
  const removed: SandboxThing[] = [];
  const remaining: RemainingThing[] = [];
  for (const kind of opened) {
    const seen = new Set<string>();
    const tagged = arns.flatMap(arn => kind.nameOfArn(partsOfArn(arn)) ?? []);
    for (const name of new Set([...plannedNames(stacks, kind, identity), ...tagged])) {
      run.interruption.signal.throwIfAborted();
      run.progress(`AWS: ${kind.label} ${name}`);
      const thing = { kind: kind.label, name };
      try {
        await sweepOne(kind, name, identity, seen, thing, { removed, remaining });
      } catch (error) {
        remaining.push({ ...thing, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  const unknown = arns.filter(arn => !opened.some(kind => kind.nameOfArn(partsOfArn(arn)) !== undefined) && !isPart(arn));
  remaining.push(
    ...unknown.map(arn => ({ kind: 'resource', name: arn, reason: 'this command does not know its kind: remove it by hand' })),
  );
  return { removed, remaining };
}

interface Outcome {
  readonly removed: SandboxThing[];
  readonly remaining: RemainingThing[];
}

async function sweepOne(
  kind: SweptKind,
  name: string,
  identity: SandboxIdentity,
  seen: Set<string>,
  thing: SandboxThing,
  { remaining, removed }: Outcome,
): Promise<void> {
  const found = await kind.find(name);
  if (found === undefined || seen.has(found.id)) return;
  seen.add(found.id);
  const tags = found.tags ?? {};
  if (identity.contradicts(tags)) {
    remaining.push({ ...thing, reason: 'its tags say that it belongs to something else: it was not touched' });
    return;
  }
  // Without its own name it must say by its tags whose it is.
  if (!identity.ownsName(name) && !identity.ownsTags(tags)) return;
  const until = found.until ?? (await kind.remove(found));
  if (until === undefined) removed.push(thing);
  else remaining.push({ ...thing, until });
}

/** What goes with another resource. */
const parts = [/^scheduler:schedule\//, /^lambda:event-source-mapping:/, /^cloudtrail:channel\//, /^glue:table\//, /^sns:[^:]+:[^:]+$/];
const isPart = (arn: string): boolean => {
  const { resource, service } = partsOfArn(arn);
  return parts.some(part => part.test(`${service}:${resource}`));
};
