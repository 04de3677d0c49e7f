export interface CheckOutcome {
  readonly ok: boolean;
  /** What the step has to say; shown when it fails. */
  readonly output: string;
}

/** One thing that must hold before a change is merged. */
export interface CheckStep {
  readonly name: string;
  run(): Promise<CheckOutcome>;
}
