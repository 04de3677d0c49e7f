import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionArtifact } from '@audit-bridge/bundling';
import { type FunctionName, functionNames } from '@audit-bridge/constructs';

/** An empty zip: its end record alone. */
const emptyZip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

/** Artifacts without a build: stacks only look at the path and the hash. */
export function fakeArtifacts(): Record<FunctionName, FunctionArtifact> {
  const folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
  const entries = functionNames.map(name => {
    const path = join(folder, `${name}.zip`);
    writeFileSync(path, emptyZip);
    const artifact: FunctionArtifact = {
      name,
      kind: 'lambda',
      path,
      sha256: '8739c76e681f900923b900c9df0ef75cf421d39cabb54650c4b9ad19b6a76d85',
      sizeBytes: 22,
    };
    return [name, artifact] as const;
  });
  return Object.fromEntries(entries) as Record<FunctionName, FunctionArtifact>;
}
