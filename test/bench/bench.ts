import type { BenchRow } from './bench-row';

export interface BenchOptions {
  /** Small inputs and few runs: shows that the bench works, proves no figure. */
  readonly quick: boolean;
  /** Tells what is being measured. */
  readonly progress: (line: string) => void;
}

export interface Bench {
  readonly name: string;
  /** One line for the help text. */
  readonly purpose: string;
  run(options: BenchOptions): Promise<readonly BenchRow[]>;
}
