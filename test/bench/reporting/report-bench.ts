import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundlingRules } from '@audit-bridge/bundling';
import { startServerProcess } from '@audit-bridge/local/emulators/server-process';
import { build } from 'esbuild';
import { repositoryRoot } from '../../../scripts/repository-root';
import { functionEnvironment } from '../function-environment';

export interface ReportPrograms {
  /** Bundled as the function is. */
  readonly report: string;
  readonly server: string;
}

/** Bundles the report and the server that it reads, for as long as the work takes. */
export async function withReportPrograms<T>(work: (programs: ReportPrograms) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-bench-report-'));
  const bundle = async (name: string) => {
    const outfile = join(folder, `${name}.mjs`);
    await build({
      ...bundlingRules.lambda.buildOptions,
      write: true,
      sourcemap: false,
      absWorkingDir: repositoryRoot,
      entryPoints: [`test/bench/reporting/${name}.ts`],
      outfile,
    });
    return outfile;
  };
  try {
    return await work({ report: await bundle('report-users'), server: await bundle('latency-server') });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface ReportedUsers {
  readonly users: number;
  readonly latencyMilliseconds: number;
  readonly maxConcurrentCalls: number;
}

export interface ReportArguments {
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts a server of that many users, for a process of the report with these arguments. */
export async function withUsers<T>(
  programs: ReportPrograms,
  settings: ReportedUsers,
  work: (run: ReportArguments, url: string) => Promise<T>,
) {
  const server = await startServerProcess({
    name: 'latency server',
    command: process.execPath,
    args: [programs.server, String(settings.users), String(settings.latencyMilliseconds)],
    listening: /^listening on (\S+)$/,
  });
  try {
    const environment = { ...functionEnvironment, AWS_ENDPOINT_URL: server.url, MAX_CONCURRENT_CALLS: String(settings.maxConcurrentCalls) };
    return await work({ args: [programs.report, server.url], environment }, server.url);
  } finally {
    await server.stop();
  }
}

export interface ReportFigures {
  readonly milliseconds: number;
  readonly calls: number;
}

/** One report in a process of its own, as each scheduled run is: over real connections to another process. */
export function reportOnce(programs: ReportPrograms, settings: ReportedUsers): Promise<ReportFigures> {
  return withUsers(programs, settings, async ({ args, environment }, url) => {
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...environment } });
    const { milliseconds, users } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { milliseconds: number; users: number };
    if (users !== settings.users) throw new Error(`The report read ${users} of ${settings.users} users.`);
    return { milliseconds, calls: Number(await (await fetch(`${url}/calls`)).text()) };
  });
}
