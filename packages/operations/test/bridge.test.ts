import { EventEmitter } from 'node:events';
import type { Environment } from '@audit-bridge/config';
import type { Progress } from '@audit-bridge/terminal';
import { runBridge } from '../src/bridge';
import type { CommandContext } from '../src/bridge-command';
import type { CloudConnections } from '../src/clouds/cloud-connections';
import type { CommandVisitor } from '../src/commands';
import { InterruptedError } from '../src/interrupted-error';

const azure = { subscriptionIds: [], subscriptionId: 'own', tenantId: 'own' };
const environments = ['dev', 'prod'].map(
  name => ({ name, aws: { accountId: '1' }, azure, state: { kind: 'local' }, pipelines: {} }) as unknown as Environment,
);

/** Commands of each kind, and what they were given. */
class Planted {
  readonly given: object[] = [];
  work: (context: CommandContext) => Promise<number> = async () => 0;

  readonly commands = (visitor: CommandVisitor): void => {
    const run = async (context: CommandContext, options: object) => {
      this.given.push(options);
      return this.work(context);
    };
    visitor.group('Running');
    visitor.ofPipeline({
      name: 'redrive',
      summary: 'Takes refused records back',
      pipelines: ['cloudtrail-lake', 'security-lake'],
      needs: () => [],
      options: argv => argv.option('dry-run', { type: 'boolean' }),
      run,
    });
    visitor.ofEnvironment({ name: 'status', summary: 'Tells how it goes', needs: () => [], options: argv => argv, run });
    visitor.group('Sandboxes');
    visitor.free({
      name: 'sandbox up',
      positionals: '<name>',
      summary: 'Makes one',
      options: argv => argv.option('days', { type: 'number' }),
      run,
    });
    visitor.free({ name: 'sandbox list', positionals: '', summary: 'Lists them', options: argv => argv, run });
  };
}

async function bridge(words: string, work?: Planted['work']) {
  const planted = new Planted();
  if (work !== undefined) planted.work = work;
  const out: string[] = [];
  const errors: string[] = [];
  const steps: string[] = [];
  const progress: Progress = { update: text => void steps.push(text), line: () => {}, end: () => {} };
  const signals = new EventEmitter();
  const exitCode = await runBridge({
    words: words === '' ? [] : words.split(' '),
    environments,
    commands: planted.commands,
    print: line => void out.push(line),
    printError: line => void errors.push(line),
    progress,
    connect: () => ({}) as CloudConnections,
    signals,
  });
  return {
    exitCode,
    out,
    errors,
    steps,
    given: planted.given,
    listeners: signals.eventNames(),
    document: () => JSON.parse(out.join('\n')) as unknown,
  };
}

describe('bridge', () => {
  it('gives a command its words, and ends with its exit code', async () => {
    const { exitCode, given, listeners } = await bridge('redrive dev security-lake --dry-run', async () => 1);
    expect(exitCode).toBe(1);
    expect(given).toMatchObject([{ 'dry-run': true }]);
    expect(listeners).toEqual([]);
  });

  it('knows commands of two words', async () => {
    expect((await bridge('sandbox up ada --days 3')).given).toMatchObject([{ name: 'ada', days: 3 }]);
    expect((await bridge('sandbox list')).given).toHaveLength(1);
  });

  it.each<readonly [words: string, message: string]>([
    ['', 'Say a command: redrive, status, sandbox up, sandbox list. See bridge --help.'],
    [
      'redrvie dev',
      "There is no command 'redrvie'. Did you mean 'redrive'? There are redrive, status, sandbox up, sandbox list. See bridge --help.",
    ],
    ['sandbox', 'Say a command: sandbox up, sandbox list. See bridge --help.'],
    ['sandbox upp ada', "There is no command 'upp'. There are sandbox up, sandbox list. See bridge --help."],
    ['redrive dev', 'Say more: bridge redrive <environment> <pipeline>. See bridge redrive --help.'],
    ['sandbox up', 'Say more: bridge sandbox up <name>. See bridge sandbox up --help.'],
    ['status dve', "There is no environment 'dve'. Did you mean 'dev'? There are dev, prod. See bridge status --help."],
    [
      'redrive dev security-lak',
      "There is no pipeline 'security-lak'. Did you mean 'security-lake'? There are cloudtrail-lake, security-lake. See bridge redrive --help.",
    ],
    [
      'redrive dev security-lake --dry-rn',
      "There is no option '--dry-rn'. Did you mean '--dry-run'? There are --dry-run, --json, --help. See bridge redrive --help.",
    ],
    ['status dev now', "'now' is one word too many. See bridge status --help."],
  ])('says of "%s" what to write instead, and runs nothing', async (words, message) => {
    const { errors, exitCode, given, out } = await bridge(words);
    expect(errors).toEqual([message]);
    expect([exitCode, given, out]).toEqual([2, [], []]);
  });

  it('gives with --json one document on standard output, and everything else to standard error', async () => {
    const { document, errors, steps } = await bridge('status dev --json', async ({ print, progress, result }) => {
      print('for a person');
      progress('1 of 2');
      result({ newest: new Date(0), counts: new Map([['a', 1]]) });
      return 1;
    });
    expect(document()).toEqual({
      command: 'status',
      environment: 'dev',
      newest: '1970-01-01T00:00:00.000Z',
      counts: { a: 1 },
      exitCode: 1,
    });
    expect([errors, steps]).toEqual([['for a person'], ['1 of 2']]);
  });

  it('gives an error as a document too, with what was known before it', async () => {
    const { document, errors } = await bridge('redrive dev security-lake --json', async ({ result }) => {
      result({ blobs: 3 });
      throw new RangeError('no more');
    });
    const subject = { command: 'redrive', environment: 'dev', pipeline: 'security-lake' };
    expect(document()).toEqual({ ...subject, blobs: 3, error: { name: 'RangeError', message: 'no more' }, exitCode: 1 });
    expect(errors).toEqual([]);
    expect((await bridge('status dve --json')).document()).toMatchObject({ error: { name: 'CommandLineError' }, exitCode: 2 });
  });

  it('gives an answer without an end as lines, and an error as the last of them', async () => {
    const { out } = await bridge('status dev --json', async ({ resultLine }) => {
      resultLine({ id: 1 });
      throw new Error('cut off');
    });
    expect(out).toEqual(['{"id":1}', '{"error":{"name":"Error","message":"cut off"}}']);
  });

  it('ends with 130 where a question was stopped', async () => {
    const { exitCode } = await bridge('status dev', async () => {
      throw new InterruptedError('The query');
    });
    expect(exitCode).toBe(130);
  });

  it('groups the commands in its help, and has help at each level', async () => {
    const { exitCode, out } = await bridge('--help');
    expect(exitCode).toBe(0);
    expect(out.join('\n')).toMatch(/Running:\n {2}bridge redrive <environment> <pipeline> {2}Takes refused records back\n/);
    expect((await bridge('sandbox --help')).out.join('\n')).toContain('bridge sandbox up <name>  Makes one');
    expect((await bridge('sandbox up --help')).out.join('\n')).toContain('--days');
    expect((await bridge('redrive --help')).out.join('\n')).toContain('"dev", "prod"');
  });
});
