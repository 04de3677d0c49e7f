import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformResource, TerraformStack } from 'cdktf';
import { readSynthesizedStacks } from '../cloud-program/synthesized-stack';

describe('readSynthesizedStacks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-synth-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads what cdktf writes: names, resources, and the accounts that a deploy would touch', async () => {
    mkdirSync(folder, { recursive: true });
    const app = new App({ outdir: folder });
    const stack = new TerraformStack(app, 'dev-pipeline');
    for (const id of ['one', 'two']) new TerraformResource(stack, id, { terraformResourceType: 'aws_sqs_queue' });
    stack.addOverride('provider', {
      aws: [{ region: 'eu-central-1', allowed_account_ids: ['210987654321'] }],
      azurerm: [{ subscription_id: 'a-subscription', tenant_id: 'a-tenant' }],
    });
    new TerraformStack(app, 'prod-elsewhere').addOverride('provider', { aws: [{}] });
    new TerraformStack(app, 'shared').addOverride('provider', { azuread: [{ tenant_id: 'a-tenant' }] });
    app.synth();

    expect(await readSynthesizedStacks(folder)).toEqual([
      {
        name: 'dev-pipeline',
        path: 'stacks/dev-pipeline/cdk.tf.json',
        resourceCount: 2,
        targets: ['AWS account 210987654321, region eu-central-1', 'Azure subscription a-subscription, tenant a-tenant'],
      },
      {
        name: 'prod-elsewhere',
        path: 'stacks/prod-elsewhere/cdk.tf.json',
        resourceCount: 0,
        targets: ['AWS account of your credentials, region of your credentials'],
      },
      { name: 'shared', path: 'stacks/shared/cdk.tf.json', resourceCount: 0, targets: ['Entra tenant a-tenant'] },
    ]);
  });
});
