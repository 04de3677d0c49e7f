import type { DateRangeArguments } from '../date-range/date-range-options';

export const replaySources = ['refused', 'routed', 'stream', 'blobs'] as const;

export interface ReplayArguments extends DateRangeArguments {
  readonly source: (typeof replaySources)[number] | undefined;
  /** Of what was refused alone. */
  readonly reason: string | undefined;
  readonly 'dry-run': boolean;
  /** Objects of the quarantine to take at most. */
  readonly limit: number;
  readonly yes: boolean;
}
