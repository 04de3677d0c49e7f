import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { type Environment, parseEnvironment } from '@audit-bridge/config';
import { GetOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { runBridge } from '../src/bridge';
import type { CloudConnections } from '../src/clouds/cloud-connections';
import { fileRegister } from '../src/locks/file-register';
import { takeLock } from '../src/locks/held-lock';
import { type CloudProgram, CloudProgramError } from '../src/sandbox/cloud-program';

const tenantId = '22222222-2222-4222-8222-222222222222';
const owners = new Set<string>();
const cache = mkdtempSync(join(tmpdir(), 'sandbox-commands-'));
const { XDG_CACHE_HOME } = process.env;

beforeAll(() => {
  process.env.XDG_CACHE_HOME = cache;
});
afterAll(() => {
  rmSync(cache, { recursive: true });
  if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
});

const sandboxOf = (owner: string): Environment =>
  parseEnvironment({
    kind: 'sandbox',
    name: 'sandbox',
    owner,
    protection: 'destroyable',
    aws: { accountId: '123456789012', region: 'eu-central-1' },
    azure: { tenantId, subscriptionId: tenantId, subscriptionIds: [tenantId], location: 'westeurope' },
    state: { kind: 'local' },
    logRetentionDays: 3,
    alarms: { noAlarms: true, reason: 'Nobody is on call for it.' },
    pipelines: { securityLake: { source: 'generated', lake: { kind: 'bucket', retentionDays: 7 } } },
  });

/** A program that tells what it is asked for. */
function tellingProgram(failure?: Error): CloudProgram & { readonly calls: string[] } {
  const calls: string[] = [];
  const tell = (what: string) => async () => {
    calls.push(what);
    if (failure !== undefined) throw failure;
  };
  return {
    calls,
    plan: async ({ owner }) => [{ name: `sandbox-${owner}-security-lake`, resources: [{ type: 'aws_sqs_queue', values: {} }] }],
    deploy: tell('deploy'),
    destroy: tell('destroy'),
    forgetStates: tell('forget'),
  };
}

interface Given {
  readonly isSharedThere?: boolean;
  readonly agrees?: boolean;
  readonly failure?: Error;
  readonly environmentOf?: (owner: string) => Environment;
  readonly environments?: readonly Environment[];
  readonly kept?: string;
}

async function bridge(
  words: string,
  { agrees = true, environmentOf = sandboxOf, environments = [], failure, isSharedThere = true, kept }: Given = {},
) {
  const lines: string[] = [];
  const errors: string[] = [];
  const questions: string[] = [];
  const program = tellingProgram(failure);
  const answers = (command: object): unknown => {
    if (command instanceof GetCallerIdentityCommand) return { Account: '123456789012' };
    if (command instanceof GetOpenIDConnectProviderCommand)
      return { ClientIDList: isSharedThere ? [`api://${tenantId}/audit-bridge`] : [] };
    throw new Error(`Nobody answers ${command.constructor.name}.`);
  };
  const clouds = {
    aws: { client: () => ({ send: async (command: object) => answers(command) }) },
    azure: {
      resourceManager: () => ({
        get: async (path: string) => {
          if (path.startsWith(`/subscriptions/${tenantId}?`)) return { tenantId };
          throw new RestApiError('GET', new URL(path, 'https://management.azure.com'), 404, 'NotFound', 'nothing');
        },
      }),
    },
  } as unknown as CloudConnections;
  const exitCode = await runBridge({
    words: words.split(' '),
    environments,
    print: line => void lines.push(line),
    printError: line => void errors.push(line),
    progress: { update: () => {}, line: () => {}, end: () => {} },
    confirm: async question => {
      questions.push(question);
      return agrees;
    },
    connect: environment => {
      owners.add(environment.owner ?? '');
      return clouds;
    },
    sandboxes: { environmentOf, program, ...(kept === undefined ? {} : { kept }) },
  });
  return { exitCode, lines, errors: errors.join('\n'), questions, calls: program.calls };
}

describe('bridge sandbox up', () => {
  it('says what it will make, where, and what that costs, asks, and ends with what to try', async () => {
    const { calls, errors, exitCode, lines, questions } = await bridge('sandbox up upa');
    expect({ calls, errors, exitCode, questions }).toEqual({ calls: ['deploy'], errors: '', exitCode: 0, questions: ['Make it?'] });
    const text = lines.join('\n');
    for (const said of [
      'sandbox-upa-security-lake (1 resources)',
      'AWS account 123456789012',
      `Azure subscription ${tenantId}`,
      'while it stands idle: security-lake $',
      'bridge sandbox feed upa',
      'bridge sandbox down upa',
    ])
      expect(text).toContain(said);
  });

  it('makes nothing without consent, and nothing before what environments share is there', async () => {
    expect(await bridge('sandbox up upb', { agrees: false })).toMatchObject({ exitCode: 2, calls: [] });
    const missing = await bridge('sandbox up upb --yes', { isSharedThere: false });
    expect(missing).toMatchObject({ exitCode: 1, calls: [] });
    expect(missing.errors).toContain('npx pnpm deploy shared');
  });

  it('says how to go on when it breaks halfway', async () => {
    const { errors, exitCode, lines } = await bridge('sandbox up upc --yes', { failure: new CloudProgramError('the hub is not free') });
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: 'the hub is not free' });
    expect(lines.join('\n')).toMatch(/stays\..*sandbox up upc.*sandbox down upc/s);
  });

  it('lets no two change one sandbox at the same time', async () => {
    const both = await Promise.all([bridge('sandbox up upd --yes'), bridge('sandbox up upd --yes')]);
    expect(both.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
    expect(both.map(({ errors }) => errors).join('')).toMatch(/bridge sandbox up upd' since .*sandbox down upd --break-lock/s);
    expect(await bridge('sandbox up upd --yes')).toMatchObject({ exitCode: 0 });
  });
});

describe('a lock that was left behind', () => {
  it('keeps others out, is told with its holder, and is broken by one command', async () => {
    const register = fileRegister(join(cache, 'audit-bridge/locks/123456789012-sandbox-upe.json'));
    const leftBehind = await takeLock(register, { purpose: 'bridge sandbox down upe', unlock: 'break it' });
    const refused = await bridge('sandbox up upe --yes');
    expect(refused).toMatchObject({ exitCode: 1, calls: [] });
    expect(refused.errors).toContain("runs 'bridge sandbox down upe' since");
    expect(await register.write('another', 'not its version')).toBeUndefined();
    expect(await register.remove('not its version')).toBe(false);
    expect(await bridge('sandbox down upe --break-lock', { agrees: false })).toMatchObject({ exitCode: 2 });
    expect(await bridge('sandbox down upe --break-lock --yes')).toMatchObject({ exitCode: 0, calls: [] });
    expect(await leftBehind.renew()).toBe(false);
    expect(await bridge('sandbox up upe --yes')).toMatchObject({ exitCode: 0, calls: ['deploy'] });
  });
});

describe.each(['up', 'down', 'feed'])('bridge sandbox %s', word => {
  it.each(['A', '1a', 'a-b', 'abcdefghijklmnopq', '*'])('takes no %s for an owner', async owner => {
    const { calls, errors, exitCode } = await bridge(`sandbox ${word} ${owner} --yes`);
    expect({ calls, exitCode }).toEqual({ calls: [], exitCode: 2 });
    expect(errors).toContain('names no sandbox');
  });

  it.each<readonly [string, Given]>([
    ['another kind', { environmentOf: () => ({ ...sandboxOf('dev'), kind: 'development' }) }],
    ['production', { environmentOf: () => ({ ...sandboxOf('dev'), kind: 'production', protection: 'protected' }) }],
    ['what is protected', { environmentOf: () => ({ ...sandboxOf('dev'), protection: 'protected' }) }],
    ["another owner's", { environmentOf: () => sandboxOf('other') }],
    ["a real environment's name", { environments: [{ ...sandboxOf('dev'), kind: 'development', owner: undefined }] }],
  ])('touches nothing that is of %s', async (_, given) => {
    owners.clear();
    const { calls, exitCode } = await bridge(`sandbox ${word} dev --yes`, given);
    expect({ calls, exitCode, connected: owners.size }).toEqual({ calls: [], exitCode: 2, connected: 0 });
  });
});

describe('the run that a machine keeps', () => {
  const local = { ...sandboxOf('here'), name: 'local' };

  it.each(['up', 'down'])('is not for %s, which says how it comes and goes', async word => {
    owners.clear();
    const { calls, errors, exitCode } = await bridge(`sandbox ${word} local --yes`, { environments: [local], kept: 'local' });
    expect({ calls, exitCode, connected: owners.size }).toEqual({ calls: [], exitCode: 2, connected: 0 });
    expect(errors).toMatch(/npx pnpm local --keep.*Ctrl-C.*Nothing was done.*--offline/);
  });

  it('takes its name from nobody where none can be kept', async () => {
    expect(await bridge('sandbox up local --yes')).toMatchObject({ exitCode: 0, calls: ['deploy'] });
  });
});

describe('bridge sandbox down', () => {
  it.each([
    'sandbox down',
    'sandbox down ada --older-than 7d',
    'sandbox down --older-than soon',
    'sandbox down --older-than 7d --break-lock',
  ])('does not understand %s', async words => {
    expect(await bridge(`${words} --yes`)).toMatchObject({ exitCode: 2, calls: [] });
  });
});
