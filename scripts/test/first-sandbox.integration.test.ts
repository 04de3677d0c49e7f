import '../../test/invariants/example-values-only';

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { runBridge } from '@audit-bridge/operations';
import { sandboxOf } from '@audit-bridge/stacks/environments/sandbox';
import { synthesize } from '../../test/invariants/synthesized-stacks';
import { resourcesOf } from '../../test/invariants/terraform-json';
import { findTerraformBinary } from '../../test/terraform/terraform-at-hand';
import { planStacks } from '../cloud-program/plan-stacks';
import { readPlanFlags } from '../cloud-program/read-plan-flags';
import { selectStacks } from '../cloud-program/select-stacks';
import { repositoryRoot } from '../repository-root';

const found = findTerraformBinary();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
const [, section = ''] = /^### Your first sandbox[^\n]*\n([\s\S]*?)(?=^##+ )/m.exec(readme) ?? [];
const [withoutAccount = '', withAccounts = ''] = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text]) => text);
/** Words behind the package manager, of each line. */
const commandsOf = (block: string) =>
  [...block.matchAll(/pnpm@12 (?:--silent )?([^>\n]*)/g)].map(([, words = '']) => words.trim().split(' '));
const [, owner = ''] = /^export SANDBOX=(\w+)$/m.exec(withoutAccount) ?? [];

suite(`The way from a clone to a reviewed sandbox${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-sandbox-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const environment = parseEnvironment(sandboxOf(owner));

  const bridge = async (words: readonly string[]) => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const exitCode = await runBridge({ words, environments: [environment], print, printError: print });
    return { exitCode, text: lines.join('\n') };
  };

  it('is as the README says: without an account it ends with a page that names every resource of both clouds', async () => {
    const [validate, cost = [], plan = [], comment = []] = commandsOf(withoutAccount);
    expect(validate).toEqual(['validate-config']);
    expect(await bridge(cost.slice(1))).toMatchObject({ exitCode: 0, text: expect.stringContaining('dollars a month') });

    const synthesized = synthesize([sandboxOf(owner)]).map(({ id, json, folder: place }) => {
      const path = relative(folder, join(place, 'cdk.tf.json'));
      return { name: id, path, json, resourceCount: 0, targets: [] };
    });
    const [, pattern = '', ...flags] = plan;
    const planFlags = readPlanFlags(flags, folder);
    expect(planFlags).toMatchObject({ offline: true, folder: join(folder, 'plans') });
    const selected = selectStacks(synthesized, [pattern.replaceAll("'", '')]);
    expect(selected).toHaveLength(3);
    expect(await planStacks(selected, planFlags, folder)).toBe(0);

    expect(comment).toEqual(['bridge', 'plan-comment', `plans/sandbox-${owner}-*.json`]);
    const review = await bridge(['plan-comment', ...selected.map(({ name }) => join(folder, 'plans', `${name}.json`))]);
    expect(review.exitCode).toBe(0);
    const listed = [...review.text.matchAll(/^- `(.*)`$/gm)].map(([, address]) => address).sort();
    expect(listed).toEqual(synthesized.flatMap(({ json }) => resourcesOf(json).map(({ type, id }) => `${type}.${id}`)).sort());
    expect(review.text.match(/Planned offline/g)).toHaveLength(3);
  }, 120_000);

  it('goes on with accounts in the same order: nothing is asked of a cloud before the values are somebody’s own', async () => {
    const commands = commandsOf(withAccounts);
    expect(commands.map(words => words.slice(0, words[0] === 'bridge' ? (words[1] === 'sandbox' ? 3 : 2) : 1).join(' '))).toEqual([
      'bridge preflight',
      'plan',
      'bridge plan-comment',
      'bridge sandbox up',
      'bridge sandbox feed',
      'bridge status',
      'bridge sandbox down',
    ]);
    const refused = await bridge(commands[0]?.slice(1) ?? []);
    expect(refused).toMatchObject({ exitCode: 1, text: expect.stringContaining('set AUDIT_BRIDGE_AWS_ACCOUNT_ID') });
    expect(existsSync(join(repositoryRoot, `terraform.sandbox-${owner}-cloudtrail-lake.tfstate`))).toBe(false);
  });
});
