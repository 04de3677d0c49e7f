import type { ParkingReason } from '@audit-bridge/parked-records';

export interface RedriveArguments {
  readonly 'dry-run': boolean;
  readonly limit: number;
  /** Of parked records alone. */
  readonly reason: readonly ParkingReason[] | undefined;
  readonly yes: boolean;
}
