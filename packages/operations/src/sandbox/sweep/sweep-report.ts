/** Something of a sandbox, as a person knows it. */
export interface SandboxThing {
  /** `SQS queue` */
  readonly kind: string;
  readonly name: string;
}

/** It could not be removed now. */
export interface RemainingThing extends SandboxThing {
  /** Its deletion is under way, and comes to its end then. */
  readonly until?: Date;
  /** Why it is there, where it does not go by itself. */
  readonly reason?: string;
}

/** What became of what Terraform does not remove, or does not know. */
export interface SweepReport {
  readonly removed: readonly SandboxThing[];
  readonly remaining: readonly RemainingThing[];
}

export const joinReports = (reports: readonly SweepReport[]): SweepReport => ({
  removed: reports.flatMap(({ removed }) => removed),
  remaining: reports.flatMap(({ remaining }) => remaining),
});

/** What removes itself is nothing that anybody must do. */
export const isStuck = ({ until }: RemainingThing): boolean => until === undefined;
