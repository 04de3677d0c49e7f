import type { FunctionArtifact } from '@audit-bridge/bundling';
import type { Environment } from '@audit-bridge/config';
import { functionNames } from '@audit-bridge/constructs';
import type { App } from 'cdktf';
import { CloudtrailLakeStack } from './cloudtrail-lake-stack';

/** A pipeline names a function that was not bundled. */
export class FunctionMissingError extends Error {
  override readonly name = 'FunctionMissingError';

  constructor(missing: readonly string[]) {
    super(`No bundle of ${missing.join(', ')}: is there a src/handler.ts in its folder of functions/?`);
  }
}

/**
 * Adds one stack per pipeline of an environment.
 *
 * @param artifacts the bundled functions by name
 * @throws {FunctionMissingError}
 */
export function buildStacks(app: App, environment: Environment, artifacts: Readonly<Record<string, FunctionArtifact>>): void {
  const { cloudtrailLake } = environment.pipelines;
  if (cloudtrailLake !== undefined) {
    new CloudtrailLakeStack(app, { environment, settings: cloudtrailLake, artifacts: pick(artifacts, functionNames) });
  }
}

function pick<Name extends string>(
  artifacts: Readonly<Record<string, FunctionArtifact>>,
  names: readonly Name[],
): Record<Name, FunctionArtifact> {
  const missing = names.filter(name => artifacts[name] === undefined);
  if (missing.length > 0) throw new FunctionMissingError(missing);
  return Object.fromEntries(names.map(name => [name, artifacts[name]])) as Record<Name, FunctionArtifact>;
}
