import '../invariants/example-values-only';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  /** One with everything, and one that is in the way of nothing: it looks up a workspace, and sends with its key. */
  const reports = synthesize([
    { ...prod, pipelines: { accessKeys: prod.pipelines.accessKeys } },
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
            resourceId: `/subscriptions/${sandbox.azure.subscriptionId}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/central`,
            retentionDays: 30,
          },
        },
      },
    },
  ]);

  it.each([...stacks, ...reports, ...synthesizeShared()])(
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
      expect(changes).toEqual([
        [expect.stringMatching(/azapi_resource_action__.*_start_forward-activity-log$/), ['delete', 'create']],
        [expect.stringMatching(/azapi_resource_action__.*_start_forward-parked-records$/), ['delete', 'create']],
        [expect.stringMatching(/azapi_resource_action__.*_start_sync-triggers$/), ['delete', 'create']],
        [expect.stringMatching(/azurerm_storage_blob__.*_package_blob$/), ['update']],
      ]);
    } finally {
      folder.remove();
    }
  }, 120_000);
});
