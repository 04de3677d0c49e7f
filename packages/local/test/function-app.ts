import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleFunctions } from '@audit-bridge/bundling';

export interface FunctionApp {
  /** Holds everything; the caller removes it. */
  readonly root: string;
  readonly zipPath: string;
}

/** Bundles a function app of one file by the project's own rule, over the real `@azure/functions`. */
export async function bundleFunctionApp(source: string, hostSettings: object = { version: '2.0' }): Promise<FunctionApp> {
  const root = await mkdtemp(join(tmpdir(), 'function-app-test-'));
  const functionFolder = join(root, 'functions/planted');
  const library = dirname(dirname(createRequire(import.meta.url).resolve('@azure/functions')));
  await mkdir(join(functionFolder, 'src'), { recursive: true });
  await mkdir(join(root, 'node_modules/@azure'), { recursive: true });
  await symlink(await realpath(library), join(root, 'node_modules/@azure/functions'));
  await writeFile(join(functionFolder, 'package.json'), '{}');
  await writeFile(join(functionFolder, 'host.json'), JSON.stringify(hostSettings));
  await writeFile(join(functionFolder, 'src/handler.ts'), source);
  const { planted } = await bundleFunctions({ root });
  if (planted === undefined) throw new Error('not bundled');
  return { root, zipPath: planted.path };
}
