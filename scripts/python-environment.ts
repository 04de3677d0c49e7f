import { join } from 'node:path';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';
import { repositoryRoot } from './repository-root';

/** The Glue script's package with its own toolchain. */
export const glueScripts = join(repositoryRoot, 'glue-scripts');

/** What that package runs on, and its tests and tools: PySpark with a Java runtime, pytest, ruff, mypy. */
export const glueScriptsLockFile = join(glueScripts, 'requirements.lock');

/** @returns the interpreter that has all of it, made once per machine and lock file */
export function glueScriptsPython(report?: (line: string) => void): Promise<string> {
  return ensurePythonEnvironment({ lockFile: glueScriptsLockFile, report });
}
