import '../invariants/example-values-only';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentInput } from '@audit-bridge/config';
import { prod } from '@audit-bridge/stacks/environments/prod';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';
import { asBuiltInResources } from '../../scripts/cloud-program/stand-ins';
import { synthesize, synthesizeShared } from '../invariants/synthesized-stacks';
import { resourcesOf } from '../invariants/terraform-json';
import { findTerraformBinary } from './terraform-at-hand';
import { TerraformFolder } from './terraform-folder';

const found = findTerraformBinary();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

/**
 * No provider for Azure is at hand in a test. What needs none, and breaks a deploy all the same, is held here: that every reference leads somewhere, that
 * the two clouds do not wait for each other in a circle, and that each lifecycle is one that Terraform reads.
 */
suite(`Whole stacks under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  const empty = mkdtempSync(join(tmpdir(), 'whole-stacks-'));
  afterAll(() => rmSync(empty, { recursive: true }));

  const open = (json: object) => {
    if ('missing' in found) throw new Error('There is no Terraform.');
    return new TerraformFolder({ ...found, pluginFolder: empty }, { json, folder: empty });
  };

  const stacks = synthesize([prod, sandbox]).filter(({ pipeline }) => pipeline === 'security-lake');

  const groups = `/subscriptions/${sandbox.azure.subscriptionId}/resourceGroups`;
  const prodWith = (pipelines: EnvironmentInput['pipelines']) => synthesize([{ ...prod, pipelines }]);
  const { accessKeys, securityLake } = prod.pipelines;
  if (securityLake === undefined) throw new Error('prod has no pipeline that an event hub could be given to.');

  /** One with everything, and one that is in the way of nothing: it looks up a workspace, and sends with its key. */
  const reports = [
    ...prodWith({ accessKeys }),
    ...synthesize([
      {
        ...sandbox,
        pipelines: {
          accessKeys: {
            transport: {
              kind: 'data-collector',
              secretArn: `arn:aws:secretsmanager:${sandbox.aws.region}:${sandbox.aws.accountId}:secret:key-AbCdEf`,
            },
            workspace: {
              kind: 'given',
              resourceId: `${groups}/logs/providers/Microsoft.OperationalInsights/workspaces/central`,
              retentionDays: 30,
            },
          },
        },
      },
    ]),
  ];

  const hub = {
    kind: 'given',
    resourceId: `${groups}/hubs/providers/Microsoft.EventHub/namespaces/central/eventhubs/activity-log`,
  } as const;
  const ofGivenHub = prodWith({ securityLake: { ...securityLake, eventHub: { ...hub, exportRule: 'azure-monitor' } } }).map(stack => ({
    ...stack,
    id: `${stack.id} with a given event hub`,
  }));

  it.each([...stacks, ...ofGivenHub, ...reports, ...synthesizeShared()])(
    'are made, stay as they are, and go: $id',
    async ({ json }) => {
      const folder = open(asBuiltInResources(json));
      try {
        await folder.init();
        await folder.apply();
        expect(await folder.plan()).toEqual([]);
        await folder.destroy();
        expect(await folder.list()).toEqual([]);
      } finally {
        folder.remove();
      }
    },
    120_000,
  );

  // It lacks the diagnostic settings of the one above, and waits for nothing else instead.
  it('are in order with an event hub that others export into', async () => {
    const [stack] = prodWith({ securityLake: { ...securityLake, source: 'given', eventHub: hub } });
    expect(stack?.id).toBe('prod-security-lake');
    const folder = open(asBuiltInResources(stack?.json ?? {}));
    try {
      await folder.init();
      await folder.validate();
    } finally {
      folder.remove();
    }
  }, 120_000);

  // The one is not lowered by a deploy; the others are looked for again in the app.
  it('leave an inflated event hub alone, and look for the functions again after a new package', async () => {
    const json = stacks[0]?.json ?? {};
    const folder = open(asBuiltInResources(json));
    try {
      await folder.init();
      await folder.apply();
      const changed = JSON.parse(JSON.stringify(json).replace('"capacity":1', '"capacity":9')) as typeof json;
      for (const { values } of resourcesOf(changed, 'azurerm_storage_blob')) Object.assign(values, { source: 'assets/another.zip' });
      folder.write(asBuiltInResources(changed));
      const changes = (await folder.plan()).map(({ address, actions }) => [address.replace(/_[0-9A-F]{8}$/, ''), actions]);
      const starts = resourcesOf(json, 'azapi_resource_action')
        .map(({ id }) => id.replace(/_[0-9A-F]{8}$/, ''))
        .filter(id => id.includes('_start_'))
        .sort();
      expect(starts.length).toBeGreaterThan(2);
      expect(changes).toEqual([
        ...starts.map(id => [`terraform_data.azapi_resource_action__${id}`, ['delete', 'create']]),
        [expect.stringMatching(/azurerm_storage_blob__.*_package_blob$/), ['update']],
      ]);
    } finally {
      folder.remove();
    }
  }, 120_000);
});
