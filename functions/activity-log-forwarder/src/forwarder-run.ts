import type { Clock, Randomness } from '@audit-bridge/backoff';
import type { ParkingPlace } from '@audit-bridge/parked-records';
import type { RecordStream } from '@audit-bridge/record-stream';
import type { Telemetry } from '@audit-bridge/telemetry';
import type { SequenceNumbers } from './sequence-numbers';

/** What a run talks to. */
export interface ForwarderPorts {
  readonly stream: RecordStream;
  readonly parking: ParkingPlace;
  readonly sequenceNumbers: SequenceNumbers;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Lets what is under way come forward. */
  readonly breathe: () => Promise<void>;
}

export interface ForwarderSettings {
  /** Lower-case; records that name another one are parked. */
  readonly subscriptionIds: readonly string[];
  /** Requests under way at once. */
  readonly maxConcurrentRequests: number;
  /** How long refused rows are sent again before they are parked. */
  readonly deliveryTimeoutSeconds: number;
}

/** What a run says while it goes on, and what must be told before it ends. */
export type RunLog = Pick<Telemetry, 'info' | 'warn' | 'error' | 'emit'>;
