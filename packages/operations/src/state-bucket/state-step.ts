/** One thing that a state bucket must have. Looking and making can be repeated at any time. */
export interface StateStep {
  /** `versions on` */
  readonly what: string;
  isDone(): Promise<boolean>;
  make(): Promise<void>;
}
