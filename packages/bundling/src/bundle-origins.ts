import type { Metafile } from 'esbuild';

/** How many bytes of a bundle come from each library (`@aws-sdk/client-sqs`) or folder of ours (`packages/backoff`). */
export function bundleOrigins(metafile: Metafile): Record<string, number> {
  const bytes: Record<string, number> = {};
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const origin = originOf(path);
      bytes[origin] = (bytes[origin] ?? 0) + bytesInOutput;
    }
  }
  return bytes;
}

function originOf(path: string): string {
  const inLibrary = path.split('node_modules/').at(-1) ?? path;
  const depth = inLibrary === path || inLibrary.startsWith('@') ? 2 : 1;
  return inLibrary.split('/').slice(0, depth).join('/');
}
