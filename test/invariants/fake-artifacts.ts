import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionArtifact, GlueScriptArtifact } from '@audit-bridge/bundling';
import { coverageFunctionName, forwarderName, functionNames, reporterName, streamFunctionNames } from '@audit-bridge/constructs';
import type { Bundles } from '@audit-bridge/stacks/build-stacks';

/** An empty zip: its end record alone. */
const emptyZip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const names = [...functionNames, coverageFunctionName, ...streamFunctionNames, forwarderName, reporterName] as const;

/** Bundles without a build: stacks only look at the paths and the hashes. */
export function fakeBundles(): Bundles & { readonly functions: Readonly<Record<(typeof names)[number], FunctionArtifact>> } {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  const entries = names.map(name => {
    const path = join(folder, `${name}.zip`);
    writeFileSync(path, emptyZip);
    const kind = name === forwarderName ? 'azure' : 'lambda';
    const artifact: FunctionArtifact = { name, kind, path, sha256: sha256(emptyZip), sizeBytes: emptyZip.length };
    return [name, artifact] as const;
  });
  return {
    functions: Object.fromEntries(entries) as Record<(typeof names)[number], FunctionArtifact>,
    glueScripts: fakeGlueScripts(folder),
  };
}

function fakeGlueScripts(folder: string): GlueScriptArtifact {
  const scriptPath = join(folder, 'stream_job.py');
  const packagePath = join(folder, 'audit_bridge.zip');
  const script = Buffer.from('print()\n');
  writeFileSync(scriptPath, script);
  writeFileSync(packagePath, emptyZip);
  return { scriptPath, scriptSha256: sha256(script), packagePath, packageSha256: sha256(emptyZip) };
}
