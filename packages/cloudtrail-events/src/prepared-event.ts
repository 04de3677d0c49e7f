/** One event, ready to be sent. */
export interface PreparedEvent {
  /** `^[-_A-Za-z0-9]{1,128}$`; a repeat of the same record has the same id. */
  readonly id: string;
  /** The event as JSON text. */
  readonly eventData: string;
  /** The event's entry in a PutAuditEvents body, as JSON text: `{"id":...,"eventData":"..."}`. */
  readonly entry: string;
  /** Bytes of `entry` in UTF-8. */
  readonly entryBytes: number;
  /** Milliseconds since 1970 UTC. */
  readonly timeMilliseconds: number;
}
