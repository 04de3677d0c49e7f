/** An event as the processor printed it, and where it was found. */
export interface StoredEvent {
  readonly eventData: string;
  readonly arrivedAt: Date | undefined;
  readonly place: string;
}
