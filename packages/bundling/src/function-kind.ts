import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a function runs: on AWS Lambda, or in an Azure function app. */
export type FunctionKind = 'lambda' | 'azure';

/** The settings of the Functions host; every function app has the file, and nothing else has it. */
export const hostSettingsName = 'host.json';

/** A function whose folder holds a `host.json` is Azure's, any other is Lambda's. */
export function functionKind(root: string, name: string): FunctionKind {
  return existsSync(join(root, 'functions', name, hostSettingsName)) ? 'azure' : 'lambda';
}
