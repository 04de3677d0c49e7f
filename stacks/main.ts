import { bundleFunctions, bundleGlueScripts, FunctionNotBundledError, GlueScriptsNotBundledError } from '@audit-bridge/bundling';
import { MissingUserValuesError, missingUserValues, requireUserValues } from '@audit-bridge/config';
import { NameDoesNotFitError } from '@audit-bridge/naming';
import { App } from 'cdktf';
import { buildSharedStack, buildStacks, FunctionMissingError } from './build-stacks';
import { checkSettings, InvalidEnvironmentsError } from './check-settings';
import { environments } from './environments';
import { shared } from './environments/shared';
import { runningCommand } from './running-command';
import { isTarget } from './target-stacks';

const expected = [
  InvalidEnvironmentsError,
  MissingUserValuesError,
  NameDoesNotFitError,
  FunctionMissingError,
  FunctionNotBundledError,
  GlueScriptsNotBundledError,
];

try {
  const checked = checkSettings({ environments, shared });
  const everything = [...checked.environments, ...checked.shared];
  const command = runningCommand();
  for (const settings of everything) if (isTarget(settings, command)) requireUserValues(settings);

  const app = new App();
  const [functions, glueScripts] = await Promise.all([bundleFunctions(), bundleGlueScripts()]);
  for (const environment of checked.environments) buildStacks(app, environment, { functions, glueScripts });
  for (const settings of checked.shared) buildSharedStack(app, settings);
  app.synth();

  const examples = everything.filter(settings => missingUserValues(settings).length > 0).map(({ name }) => name);
  if (examples.length > 0)
    console.error(`Synthesized with example values: ${examples.join(', ')}. A diff, deploy or destroy names what is missing.`);
} catch (error) {
  if (!expected.some(type => error instanceof type)) throw error;
  // The message says what to do; where in the code it was thrown says nothing.
  console.error((error as Error).message);
  process.exitCode = 1;
}
