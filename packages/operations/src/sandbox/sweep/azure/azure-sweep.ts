import type { Environment } from '@audit-bridge/config';
import type { AzureConnections } from '../../../clouds/azure-connections';
import type { PlannedStack, ProgramRun } from '../../cloud-program';
import type { SandboxIdentity } from '../../sandbox-identity';
import type { SandboxPrincipals } from './principals';

/** What each part of the sweep in Azure looks with. */
export interface AzureSweep {
  readonly environment: Environment;
  readonly identity: SandboxIdentity;
  readonly azure: AzureConnections;
  readonly stacks: readonly PlannedStack[];
  /** Who acted for the sandbox, as far as that was still to be seen before it was destroyed. */
  readonly principals: SandboxPrincipals;
  readonly run: Pick<ProgramRun, 'interruption' | 'progress'>;
  /** Between two looks at what Azure deletes in its own time. */
  readonly pollSeconds: number;
}

/** Names that the stacks give to resources of a type, of this sandbox alone. */
export const namesIn = ({ identity, stacks }: Pick<AzureSweep, 'identity' | 'stacks'>, type: string): readonly string[] =>
  literalNames(stacks, type).filter(name => identity.ownsName(name));

/** The same for what has no room for separators, and so no name that says whose it is: it is only told of. */
export const literalNames = (stacks: readonly PlannedStack[], type: string): readonly string[] =>
  stacks
    .flatMap(({ resources }) => resources)
    .flatMap(resource => (resource.type === type && typeof resource.values.name === 'string' ? resource.values.name : []))
    .filter(name => !name.includes('${'));

/** Azure's names and ids are the same in any case. */
export const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
