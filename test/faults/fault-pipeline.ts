/** What is wrong with a run. */
export interface Violation {
  readonly what: string;
  /** What it is about, a blob's path for example. */
  readonly about?: string;
}

/** One run of a pipeline in the simulator. */
export interface SimulatedRun {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** The run's steps as text: all, or those about one thing. */
  readonly trace: (about?: string) => string[];
  /** Of all steps and their times: equal for equal runs. */
  readonly traceHash: () => string;
  readonly figures: RunFigures;
}

export interface RunFigures {
  /** Lines of input. */
  readonly lines: number;
  /** Events that the destination took, repeats too. */
  readonly deliveries: number;
  readonly crashes: number;
  /** Time that passed within the run. */
  readonly virtualHours: number;
}

/** One schedule with the bundled functions on the emulators. */
export interface EmulatedRun {
  readonly schedule: number;
  readonly violations: readonly Violation[];
  /** What was injected, in words. */
  readonly faults: string;
  /** Processes that were ended: a planned crash does not happen when no request comes to it. */
  readonly crashes: number;
  readonly seconds: number;
}

/** The emulators of a pipeline and its bundled functions, started once for many schedules. */
export interface EmulatedPipeline {
  run(schedule: number): Promise<EmulatedRun>;
  stop(): Promise<void>;
}

/** One seed of a part that runs on Spark. */
export interface WriterSeed {
  readonly seed: number;
  /** What is wrong, in words. */
  readonly violations: readonly string[];
  /** What was drawn, in words. */
  readonly scenario: string;
}

export interface WriterRunProps {
  readonly firstSeed: number;
  readonly seeds: number;
  readonly plant?: string;
  readonly onResult: (result: WriterSeed) => void;
  /** Told what takes long. */
  readonly report: (line: string) => void;
}

/** The part of a pipeline that is written in another language: the real code on a real Spark, under seeds of its own, which take seconds each. */
export interface WriterFaults {
  /** Names of the bugs that can be planted into it. */
  readonly plants: readonly string[];
  run(props: WriterRunProps): Promise<void>;
}

/** A pipeline in every layer of the fault run. */
export interface FaultPipeline {
  /** Names of the bugs that can be planted into a simulated run. */
  readonly plants: readonly string[];
  /** From which seed on the tests look for a planted bug that shows rarely. @default 1 */
  readonly firstSeeds?: Readonly<Record<string, number>>;
  /** The seed decides everything in the run. */
  simulate(seed: number, plant?: string): Promise<SimulatedRun>;
  /** Seeds that the tests run. @default 40 */
  readonly seedsInTests?: number;
  startEmulated(): Promise<EmulatedPipeline>;
  /** Schedules that the tests run: as many as bring up every kind of fault. */
  readonly schedulesInTests: number;
  readonly writer?: WriterFaults;
}

/** Every bug that can be planted somewhere in a pipeline. */
export const plantsOf = ({ plants, writer }: FaultPipeline): readonly string[] => [...plants, ...(writer?.plants ?? [])];
