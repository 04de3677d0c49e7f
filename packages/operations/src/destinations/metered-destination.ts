import type { Destination } from '../events/destination';

/** A destination that knows what it has cost. */
export interface MeteredDestination extends Destination {
  /** Bytes that its questions so far have scanned, which AWS bills; 0 where nothing is billed by them. */
  scannedBytes(): number;
}
