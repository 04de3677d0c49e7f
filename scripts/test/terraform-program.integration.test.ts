import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '@audit-bridge/config';
import { StopRequest } from '@audit-bridge/operations/interruption';
import { findTerraformBinary } from '../../test/terraform/terraform-at-hand';
import { TerraformProgram } from '../cloud-program/terraform-program';

const found = findTerraformBinary();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;
const environment = {} as Environment;

suite(`the program of a sandbox under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-program-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Stacks of Terraform's own resources, which need no provider; their states stand where a checkout's do. */
  async function planned(stacks: Readonly<Record<string, object>>) {
    for (const [name, resources] of Object.entries(stacks)) {
      mkdirSync(join(folder, 'cdktf.out/stacks', name), { recursive: true });
      const backend = { local: { path: `../../../terraform.${name}.tfstate` } };
      writeFileSync(
        join(folder, 'cdktf.out/stacks', name, 'cdk.tf.json'),
        JSON.stringify({ terraform: { backend }, resource: { terraform_data: resources } }),
      );
    }
    const program = new TerraformProgram({
      stateFolder: folder,
      synthesize: async () => Object.keys(stacks).map(name => ({ name, folder: join(folder, 'cdktf.out/stacks', name), resources: [] })),
    });
    const interruption = new StopRequest();
    const steps: string[] = [];
    const lines: string[] = [];
    const run = { interruption, progress: (text: string) => void steps.push(text), print: (line: string) => void lines.push(line) };
    return { interruption, lines, program, run, stacks: await program.plan(environment, run), steps };
  }
  const stateOf = (name: string) => join(folder, `terraform.${name}.tfstate`);
  const resourcesIn = (name: string) => (JSON.parse(readFileSync(stateOf(name), 'utf8')) as { resources: unknown[] }).resources.length;

  it('makes stacks, tells how far it is, goes on after a failure, destroys twice, and forgets', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own expression.
    const refused = { lifecycle: { precondition: [{ condition: '${var.no == "yes"}', error_message: 'The name is taken.' }] } };
    const { lines, program, run, stacks, steps } = await planned({ one: { a: { input: 'a' } }, two: { a: { input: 'a' }, b: refused } });
    writeFileSync(join(folder, 'cdktf.out/stacks/two/variables.tf.json'), JSON.stringify({ variable: { no: { default: 'no' } } }));
    await expect(program.deploy(stacks, run)).rejects.toMatchObject({
      name: 'CloudProgramError',
      message: expect.stringMatching(/two.*taken/s),
    });
    expect(resourcesIn('one')).toBe(1);
    expect(steps).toContain('one: 1 of 1 (terraform_data.a)');
    expect(lines).toEqual(['one: made']);

    writeFileSync(join(folder, 'cdktf.out/stacks/two/variables.tf.json'), JSON.stringify({ variable: { no: { default: 'yes' } } }));
    await program.deploy(stacks, run);
    expect(resourcesIn('two')).toBe(2);

    await program.destroy(stacks, run);
    await program.destroy(stacks, run);
    expect(['one', 'two'].map(resourcesIn)).toEqual([0, 0]);
    await program.forgetStates(stacks);
    expect(['one', 'two'].map(name => existsSync(stateOf(name)))).toEqual([false, false]);
  }, 120_000);

  it('stops in order when it is asked to, and says when another run holds a state', async () => {
    const waits = { a: { input: 'a' }, b: { depends_on: ['terraform_data.a'], provisioner: [{ 'local-exec': { command: 'sleep 30' } }] } };
    const first = await planned({ waiting: waits });
    const deployed = first.program.deploy(first.stacks, first.run);
    const stopped = expect(deployed).rejects.toMatchObject({ name: 'InterruptedError' });
    while (!first.steps.some(step => step.includes('(terraform_data.b)'))) await new Promise(resolve => setTimeout(resolve, 50));
    const second = await planned({ waiting: waits });
    await expect(second.program.destroy(second.stacks, second.run)).rejects.toMatchObject({ name: 'StateHeldError' });
    first.interruption.request();
    await stopped;
    // What was made by then is known: the next run goes on from there.
    expect(resourcesIn('waiting')).toBeGreaterThan(0);
    await second.program.destroy(second.stacks, second.run);
    expect(resourcesIn('waiting')).toBe(0);
  }, 120_000);
});
