import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlingRules } from './bundling-rule';
import { deterministicZip } from './deterministic-zip';
import { FunctionNotBundledError } from './errors';
import { type FunctionKind, hostSettingsName } from './function-kind';

/** The files beside the sources that decide about a function's zip, relative to the checkout's root. */
export function packagedFiles(name: string, kind: FunctionKind): readonly string[] {
  return kind === 'azure' ? [`functions/${name}/${hostSettingsName}`] : [];
}

/**
 * Lambda's zip is the bundle alone. An Azure function app is a folder that the host reads: its settings, and a `package.json` whose `main`
 * says which file registers the functions.
 *
 * @throws {FunctionNotBundledError} when the host could not read its settings
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference-node#registering-a-function
 */
export async function functionZip(root: string, name: string, kind: FunctionKind, code: Uint8Array): Promise<Uint8Array> {
  const { entryName } = bundlingRules[kind];
  const files = new Map([[entryName, code]]);
  if (kind === 'azure') {
    files.set('package.json', Buffer.from(JSON.stringify({ main: entryName })));
    files.set(hostSettingsName, await readHostSettings(root, name));
  }
  return deterministicZip(files);
}

/** Kept byte for byte; checked, because a host that cannot read them starts no function, and says so only in its own log. */
async function readHostSettings(root: string, name: string): Promise<Uint8Array> {
  const content = await readFile(join(root, 'functions', name, hostSettingsName));
  if (schemaVersion(content) === '2.0') return content;
  throw new FunctionNotBundledError(name, [`${hostSettingsName}: must be a JSON object with "version": "2.0".`]);
}

function schemaVersion(content: Buffer): unknown {
  try {
    return (JSON.parse(content.toString()) as { readonly version?: unknown } | null)?.version;
  } catch {
    return undefined;
  }
}
