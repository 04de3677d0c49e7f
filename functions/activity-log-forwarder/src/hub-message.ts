/** One message of the event hub, with its place in its partition. */
export interface HubMessage {
  /** The body, as it was sent. */
  readonly bytes: Buffer;
  /** A text, because newer namespaces have offsets that are no numbers. */
  readonly offset: string;
  /** Grows by one with each message of a partition. */
  readonly sequenceNumber: number;
  /** When the event hub took the message, UTC ISO 8601; undefined where the host does not say. */
  readonly enqueuedAt: string | undefined;
}

/** What the trigger hands to one run: messages of one partition, in their order. */
export interface HubMessages {
  readonly partitionId: string;
  readonly messages: readonly HubMessage[];
}
