import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraformBinary } from '../../test/terraform/terraform-at-hand';
import { planStacks } from '../cloud-program/plan-stacks';

const found = findTerraformBinary();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

suite(`plan${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-stacks-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const stack = (name: string, json: object) => {
    mkdirSync(join(folder, 'stacks', name), { recursive: true });
    writeFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), JSON.stringify(json));
    return { name, path: `stacks/${name}/cdk.tf.json`, resourceCount: 1, targets: [] };
  };

  it('writes each plan into a file of its own that only its owner reads, and goes on after a stack that cannot be planned', async () => {
    const stacks = [
      stack('broken', { resource: { terraform_data: { one: { nonsense: 'a' } } } }),
      stack('whole', { resource: { terraform_data: { one: { input: 'a' } } } }),
    ];
    const plans = join(folder, 'plans');
    expect(await planStacks(stacks, { folder: plans, lock: true, offline: false }, folder)).toBe(1);
    const file = join(plans, 'whole.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      resource_changes: [{ address: 'terraform_data.one', change: { actions: ['create'] } }],
    });
    expect(() => statSync(join(plans, 'broken.json'))).toThrow(/ENOENT/);
  }, 60_000);
});
