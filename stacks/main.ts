import { MissingUserValuesError, missingUserValues, requireUserValues } from '@audit-bridge/config';
import { checkSettings, InvalidEnvironmentsError } from './check-settings';
import { environments } from './environments';
import { shared } from './environments/shared';
import { runningCommand } from './running-command';
import { isTarget } from './target-stacks';

const expected: (new (...values: never[]) => Error)[] = [InvalidEnvironmentsError, MissingUserValuesError];

try {
  const checked = checkSettings({ environments, shared });
  const everything = [...checked.environments, ...checked.shared];
  const command = runningCommand();
  for (const settings of everything) if (isTarget(settings, command)) requireUserValues(settings);

  // The providers' types take seconds to load: settings that do not hold are told before.
  const { expectedErrors, synthesize } = await import('./synthesize');
  expected.push(...expectedErrors);
  await synthesize(checked.environments, checked.shared);

  const examples = everything.filter(settings => missingUserValues(settings).length > 0).map(({ name }) => name);
  if (examples.length > 0)
    console.error(`Synthesized with example values: ${examples.join(', ')}. A diff, deploy or destroy names what is missing.`);
} catch (error) {
  if (!expected.some(type => error instanceof type)) throw error;
  // The message says what to do; where in the code it was thrown says nothing.
  console.error((error as Error).message);
  process.exitCode = 1;
}
