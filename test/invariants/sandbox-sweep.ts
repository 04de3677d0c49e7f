import type { AwsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import { SandboxIdentity } from '@audit-bridge/operations/sandbox/sandbox-identity';
import { awsKinds, goWithOthers } from '@audit-bridge/operations/sandbox/sweep/aws/swept-kinds';
import { plannedNames } from '@audit-bridge/operations/sandbox/sweep/planned-names';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

/** What is in no resource group: each has a part of the sweep of its own, or goes with the identity that it is of. */
const outsideOfGroups = ['azuread_app_role_assignment', 'azurerm_monitor_diagnostic_setting', 'azurerm_role_assignment'];

/** A sandbox can be removed without Terraform's state, by the names that its stacks give. */
export function sandboxSweepInvariants({ environment, id, json }: SynthesizedStack): void {
  if (environment.kind !== 'sandbox') return;
  const identity = SandboxIdentity.of(environment);
  const noClient: Pick<AwsConnections, 'client'> = { client: () => ({}) as never };
  const place = { arnPartition: 'aws', region: environment.aws.region, accountId: environment.aws.accountId };
  const kinds = awsKinds.map(open => open(noClient as AwsConnections, place));
  const planned = { name: id, resources: resourcesOf(json) };
  const isLiteral = (value: unknown): value is string => typeof value === 'string' && !value.includes('${');

  describe(`the sweep of ${id}`, () => {
    it('knows each type of AWS, or what it goes with', () => {
      const types = new Set(resourcesOf(json).map(({ type }) => type));
      const swept = new Set(kinds.map(({ type }) => type));
      expect([...types].filter(type => type.startsWith('aws_') && !swept.has(type) && !goWithOthers.has(type))).toEqual([]);
    });

    it("finds each of them by a name that is its owner's own, and takes none of another owner's", () => {
      const other = new SandboxIdentity({ name: environment.name, owner: `${identity.owner}x` });
      for (const kind of kinds) {
        const names = resourcesOf(json, kind.type).map(({ values }) => values[kind.nameValue]);
        expect(plannedNames([planned], kind, identity)).toEqual(expect.arrayContaining(names));
        expect(names.filter(name => !isLiteral(name))).toEqual([]);
        expect(plannedNames([planned], kind, other)).toEqual([]);
      }
    });

    it('finds everything in Azure in resource groups of the owner', () => {
      const groups = resourcesOf(json, 'azurerm_resource_group').map(({ values }) => values.name);
      for (const name of groups) expect(identity.ownsName(String(name))).toBe(true);
      const elsewhere = resourcesOf(json).filter(({ type, values }) => {
        if (!/^(azapi|azuread|azurerm)_/.test(type) || type === 'azurerm_resource_group' || outsideOfGroups.includes(type)) return false;
        // What names no group is a part of a resource that does.
        const group = values.resource_group_name;
        return isLiteral(group) && !groups.includes(group);
      });
      expect(elsewhere).toEqual([]);
    });
  });
}
