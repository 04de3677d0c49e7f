import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RunFigures, SimulatedRun } from './fault-pipeline';

export interface SeedRequest {
  readonly pipeline: string;
  readonly seed: number;
  readonly plant: string | undefined;
}

export type SeedResult = Pick<SimulatedRun, 'seed' | 'violations' | 'figures'>;

export interface SeedRunProps {
  readonly pipeline: string;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly plant?: string;
  /** @default one for each core */
  readonly processes?: number;
  readonly onResult: (result: SeedResult) => void;
}

export interface SeedRunTotals extends RunFigures {
  readonly failed: number;
}

/** Seeds that are on their way to one process: enough that it never waits for the next one. */
const seedsAhead = 4;

/**
 * Runs seeds side by side, each process with the next ones as soon as it has done the last.
 *
 * @throws {SeedProcessError} when a process ends before its seeds are done
 */
export async function runSeeds(props: SeedRunProps): Promise<SeedRunTotals> {
  const { firstSeed, pipeline, plant, seeds } = props;
  const totals = { failed: 0, lines: 0, deliveries: 0, crashes: 0, virtualHours: 0 };
  let next = firstSeed;
  const count = Math.min(props.processes ?? availableParallelism(), seeds);

  await Promise.all(Array.from({ length: count }, () => runInProcess()));
  return totals;

  function runInProcess(): Promise<void> {
    const child = fork(fileURLToPath(new URL('./seed-child.ts', import.meta.url)), { execArgv: process.execArgv });
    let underWay = 0;
    const sendNext = () => {
      if (next >= firstSeed + seeds) return;
      underWay++;
      const request: SeedRequest = { pipeline, plant, seed: next++ };
      child.send(request);
    };
    return new Promise<void>((resolve, reject) => {
      child.once('exit', code => (underWay === 0 ? resolve() : reject(new SeedProcessError(code))));
      child.on('message', (result: SeedResult) => {
        underWay--;
        add(totals, result);
        props.onResult(result);
        sendNext();
        if (underWay === 0) child.disconnect();
      });
      for (let ahead = 0; ahead < seedsAhead; ahead++) sendNext();
      if (underWay === 0) child.disconnect();
    }).finally(() => end(child));
  }
}

function add(totals: { -readonly [K in keyof SeedRunTotals]: number }, { figures, violations }: SeedResult): void {
  if (violations.length > 0) totals.failed++;
  totals.lines += figures.lines;
  totals.deliveries += figures.deliveries;
  totals.crashes += figures.crashes;
  totals.virtualHours += figures.virtualHours;
}

function end(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGKILL');
}

export class SeedProcessError extends Error {
  override readonly name = 'SeedProcessError';

  constructor(code: number | null) {
    super(`A process that runs seeds ended too early (exit code ${code}): its own output above says why.`);
  }
}
