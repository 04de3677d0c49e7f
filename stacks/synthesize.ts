import { bundleFunctions, bundleGlueScripts, FunctionNotBundledError, GlueScriptsNotBundledError } from '@audit-bridge/bundling';
import type { Environment, SharedSettings } from '@audit-bridge/config';
import { NameDoesNotFitError } from '@audit-bridge/naming';
import { App } from 'cdktf';
import { buildSharedStack, buildStacks, FunctionMissingError } from './build-stacks';

/** Their messages say what to do. */
export const expectedErrors = [NameDoesNotFitError, FunctionMissingError, FunctionNotBundledError, GlueScriptsNotBundledError];

/**
 * Bundles the functions and writes every stack's Terraform.
 *
 * @throws {NameDoesNotFitError} {FunctionMissingError} {FunctionNotBundledError} {GlueScriptsNotBundledError}
 */
export async function synthesize(environments: readonly Environment[], shared: readonly SharedSettings[]): Promise<void> {
  const app = new App();
  const [functions, glueScripts] = await Promise.all([bundleFunctions(), bundleGlueScripts()]);
  for (const environment of environments) buildStacks(app, environment, { functions, glueScripts });
  for (const settings of shared) buildSharedStack(app, settings);
  app.synth();
}
