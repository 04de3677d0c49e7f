import type { FunctionArtifact, GlueScriptArtifact } from '@audit-bridge/bundling';
import type { Environment, SharedSettings } from '@audit-bridge/config';
import { coverageFunctionName, forwarderName, functionNames, reporterName, streamFunctionNames } from '@audit-bridge/constructs';
import type { App } from 'cdktf';
import { AccessKeysStack } from './access-keys-stack';
import { CloudtrailLakeStack } from './cloudtrail-lake-stack';
import { SecurityLakeStack } from './security-lake-stack';
import { SharedStack } from './shared-stack';

/** A pipeline names a function that was not bundled. */
export class FunctionMissingError extends Error {
  override readonly name = 'FunctionMissingError';

  constructor(missing: readonly string[]) {
    super(`No bundle of ${missing.join(', ')}: is there a src/handler.ts in its folder of functions/?`);
  }
}

/** What the stacks deploy. */
export interface Bundles {
  /** The bundled functions by name. */
  readonly functions: Readonly<Record<string, FunctionArtifact>>;
  readonly glueScripts: GlueScriptArtifact;
}

/** Adds a pipeline's stack where an environment has its settings. */
type AddPipeline = (app: App, environment: Environment, bundles: Bundles) => void;

const pipelines: Readonly<Record<keyof Environment['pipelines'], AddPipeline>> = {
  cloudtrailLake(app, environment, { functions }) {
    const { cloudtrailLake: settings } = environment.pipelines;
    if (settings === undefined) return;
    new CloudtrailLakeStack(app, { environment, settings, artifacts: pick(functions, [...functionNames, coverageFunctionName]) });
  },
  securityLake(app, environment, { functions, glueScripts }) {
    const { securityLake: settings } = environment.pipelines;
    if (settings === undefined) return;
    const { [forwarderName]: forwarder } = pick(functions, [forwarderName]);
    new SecurityLakeStack(app, { environment, settings, forwarder, artifacts: pick(functions, streamFunctionNames), glueScripts });
  },
  accessKeys(app, environment, { functions }) {
    const { accessKeys: settings } = environment.pipelines;
    if (settings === undefined) return;
    const { [reporterName]: artifact } = pick(functions, [reporterName]);
    new AccessKeysStack(app, { environment, settings, artifact });
  },
};

/**
 * Adds one stack per pipeline of an environment.
 *
 * @throws {FunctionMissingError}
 */
export function buildStacks(app: App, environment: Environment, bundles: Bundles): void {
  for (const add of Object.values(pipelines)) add(app, environment, bundles);
}

/** Adds the stack of what environments share. */
export function buildSharedStack(app: App, shared: SharedSettings): void {
  new SharedStack(app, { shared });
}

function pick<Name extends string>(
  artifacts: Readonly<Record<string, FunctionArtifact>>,
  names: readonly Name[],
): Record<Name, FunctionArtifact> {
  const missing = names.filter(name => artifacts[name] === undefined);
  if (missing.length > 0) throw new FunctionMissingError(missing);
  return Object.fromEntries(names.map(name => [name, artifacts[name]])) as Record<Name, FunctionArtifact>;
}
