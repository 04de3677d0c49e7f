import { bundleFunctions, FunctionNotBundledError } from '@audit-bridge/bundling';
import { MissingUserValuesError, missingUserValues, requireUserValues } from '@audit-bridge/config';
import { NameDoesNotFitError } from '@audit-bridge/naming';
import { App } from 'cdktf';
import { buildStacks, FunctionMissingError } from './build-stacks';
import { checkEnvironments, InvalidEnvironmentsError } from './check-environments';
import { environments } from './environments';
import { runningCommand } from './running-command';
import { isTarget } from './target-stacks';

const expected = [InvalidEnvironmentsError, MissingUserValuesError, NameDoesNotFitError, FunctionMissingError, FunctionNotBundledError];

try {
  const checked = checkEnvironments(environments);
  const command = runningCommand();
  for (const environment of checked) if (isTarget(environment, command)) requireUserValues(environment);

  const app = new App();
  const artifacts = await bundleFunctions();
  for (const environment of checked) buildStacks(app, environment, artifacts);
  app.synth();

  const examples = checked.filter(environment => missingUserValues(environment).length > 0).map(({ name }) => name);
  if (examples.length > 0)
    console.error(`Synthesized with example values: ${examples.join(', ')}. A diff, deploy or destroy names what is missing.`);
} catch (error) {
  if (!expected.some(type => error instanceof type)) throw error;
  // The message says what to do; where in the code it was thrown says nothing.
  console.error((error as Error).message);
  process.exitCode = 1;
}
