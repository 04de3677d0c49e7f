import type { Call } from './call';
import { type JsonFields, toJsonText } from './json-text';
import type { World } from './world';

/** What a call sends: JSON text within the record, with all that people write into tags and scripts. */
export function requestBodyText(call: Call, world: World): string | undefined {
  const { operation, resource } = call;
  if (operation.name.endsWith('runCommand/action')) return toJsonText(runCommand(world));
  if (operation.name.endsWith('roleAssignments/write')) return toJsonText(roleAssignment(call));
  if (operation.name.endsWith('diagnosticSettings/write')) return toJsonText(diagnosticSetting(resource.path, resource.subscriptionId));
  if (operation.name.endsWith('write')) return toJsonText(description(call, world));
  return undefined;
}

const remarks = [
  'temporary',
  'für die Buchhaltung',
  'naïve café',
  'line one\nline two\ttabbed',
  '実験用',
  'cost "centre" \\ 4711',
  '🚀 launch',
  'a\u2028b',
];

function description({ resource }: Call, { random }: World): JsonFields {
  const tags = { owner: `team-${random.between(1, 9)}`, remark: random.pickRanked(remarks), costCentre: `${random.between(1000, 9999)}` };
  return {
    location: resource.location,
    tags,
    properties: { sku: random.pick(['Standard_LRS', 'P1v3', 'GP_Gen5_2']), minimumTlsVersion: 'TLS1_2', zones: ['1', '2'] },
  };
}

function runCommand({ random }: World): JsonFields {
  const script = ['#!/bin/sh', `echo "run ${random.between(1, 999)}"\n`, "printf '%s\\n' done"];
  return { commandId: 'RunShellScript', script, parameters: [{ name: 'dryRun', value: random.pick(['true', 'false']) }] };
}

function roleAssignment({ actor, roleAssignmentId, resource }: Call): JsonFields {
  const roleDefinitionId = `/subscriptions/${resource.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleAssignmentId}`;
  return {
    Id: resource.name,
    Properties: { PrincipalId: actor.objectId, PrincipalType: 'User', RoleDefinitionId: roleDefinitionId, Condition: null },
  };
}

const logCategories = ['Administrative', 'Security', 'ServiceHealth', 'Alert', 'Recommendation', 'Policy', 'Autoscale', 'ResourceHealth'];

function diagnosticSetting(id: string, subscriptionId: string): JsonFields {
  const logs = logCategories.map(category => ({
    category,
    categoryGroup: null,
    enabled: true,
    retentionPolicy: { days: 0, enabled: false },
  }));
  const storageAccountId = `/subscriptions/${subscriptionId}/resourceGroups/rg-data/providers/Microsoft.Storage/storageAccounts/stexport1`;
  return { id, properties: { logs, metrics: [], storageAccountId, eventHubName: 'activity' } };
}
