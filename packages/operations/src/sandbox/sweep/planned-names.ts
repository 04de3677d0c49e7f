import type { PlannedStack } from '../cloud-program';
import type { SandboxIdentity } from '../sandbox-identity';
import type { SweptKind } from './swept-kind';

/** Names that the stacks give to resources of a kind, as far as they are this sandbox's own and known before anything is made. */
export function plannedNames(
  stacks: readonly PlannedStack[],
  { alsoNamed, nameValue, type }: Pick<SweptKind, 'alsoNamed' | 'nameValue' | 'type'>,
  identity: SandboxIdentity,
): readonly string[] {
  const resources = stacks.flatMap(stack => stack.resources);
  const names = resources.flatMap(resource => {
    const name = resource.values[nameOfType(resource.type, nameValue)];
    if (typeof name !== 'string' || name.includes('${')) return [];
    if (resource.type === type) return [name];
    return resource.type === alsoNamed?.type ? alsoNamed.names(name) : [];
  });
  return [...new Set(names)].filter(name => identity.ownsName(name));
}

/** A function alone is named by another value than its logs. */
const nameOfType = (type: string, nameValue: string): string => (type === 'aws_lambda_function' ? 'function_name' : nameValue);
