import type { UserValueName } from '@audit-bridge/config';
import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../agreement';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { describeHolder } from '../locks/errors';
import { type LockHolder, readHolder } from '../locks/lock-holder';
import { type LockName, lockPlaces } from '../locks/lock-places';
import type { LockRegister, RegisterEntry } from '../locks/lock-register';

interface UnlockArguments {
  readonly lock: LockName | undefined;
  readonly yes: boolean;
}

interface Found {
  readonly name: LockName;
  readonly register: LockRegister;
  readonly entry: RegisterEntry;
  readonly holder: LockHolder;
}

const lockNames = Object.keys(lockPlaces) as readonly LockName[];
const needed: readonly UserValueName[] = ['awsAccountId', 'azureTenantId', 'azureSubscriptionId'];

/** `bridge unlock ENV` */
export const unlockCommand: EnvironmentCommand<UnlockArguments> = {
  name: 'unlock',
  summary: 'Shows who holds the locks of an environment, and breaks those that were left behind',
  needs: () => needed,
  options: (command: Argv): Argv<UnlockArguments> =>
    command
      .option('lock', {
        type: 'string',
        choices: lockNames,
        describe: lockNames.map(name => `${name}: ${lockPlaces[name].protects}`).join('; '),
        defaultDescription: 'all',
      })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
      .epilogue(
        'A command takes a lock where another one must not change the same thing, renews it every half minute, and gives it back at its end and at Ctrl-C.\nOne that was cut off leaves it behind. A command whose lock is broken while it still runs stops after what it has in hand.',
      ),
  run,
};

async function run(context: EnvironmentContext, { lock, yes }: UnlockArguments): Promise<number> {
  const { environment, print, result } = context;
  const found = await findLocks(context, lock === undefined ? lockNames : [lock]);
  if (found.length === 0) {
    print(`No lock of ${environment.name} is held.`);
    result({ locks: [] });
    return 0;
  }
  for (const { holder, name, register } of found) {
    print(`${name}: ${describeHolder(holder)}; last sign of life ${holder.renewedAt}`);
    print(`  ${register.place}`);
  }
  result({ locks: found.map(({ holder: { id: _, ...holder }, name, register }) => ({ name, place: register.place, ...holder })) });
  const clouds = found.some(({ name }) => name === 'parked-records') ? (['aws', 'azure'] as const) : (['aws'] as const);
  const question =
    found.length === 1 ? 'Break this lock? Its command must not run any more.' : 'Break these locks? Their commands must not run any more.';
  if (!(await agree(context, { question, clouds, yes }))) return notAgreedExitCode;
  const broken: LockName[] = [];
  for (const { entry, name, register } of found) {
    // What was renewed while the person made up their mind is held by a command that runs.
    if (await register.remove(entry.version)) broken.push(name);
  }
  const changed = found.filter(({ name }) => !broken.includes(name)).map(({ name }) => name);
  print(
    `Broken: ${broken.join(', ') || 'none'}.${changed.length > 0 ? ` Renewed meanwhile by a command that runs, or given back: ${changed.join(', ')}.` : ''}`,
  );
  result({ broken, changed });
  return changed.length === 0 ? 0 : 1;
}

async function findLocks(context: EnvironmentContext, names: readonly LockName[]): Promise<readonly Found[]> {
  const here = names.filter(name => context.environment.pipelines[lockPlaces[name].pipeline] !== undefined);
  const found = await Promise.all(
    here.map(async (name): Promise<readonly Found[]> => {
      const register = lockPlaces[name].register(context);
      const entry = await register.read();
      return entry === undefined ? [] : [{ name, register, entry, holder: readHolder(entry.text) }];
    }),
  );
  return found.flat();
}
