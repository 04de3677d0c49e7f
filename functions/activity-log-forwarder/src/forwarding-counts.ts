/** What one run has done so far: filled while it runs, so that a run that fails is counted too. */
export interface ForwardingCounts {
  messagesIn: number;
  /** Records that the stream took. */
  recordsForwarded: number;
  /** Rows that were sent again: refused one by one, or with their whole request. */
  retriedRows: number;
  /** Records, or whole messages, that were parked for good. */
  recordsRefused: number;
  recordsUndelivered: number;
  /** Records that name a subscription that is not configured; among the refused. */
  unknownSubscriptionRecords: number;
  messagesLost: number;
  messagesReplayed: number;
  parkingFailures: number;
}

export function noCounts(): ForwardingCounts {
  return {
    messagesIn: 0,
    recordsForwarded: 0,
    retriedRows: 0,
    recordsRefused: 0,
    recordsUndelivered: 0,
    unknownSubscriptionRecords: 0,
    messagesLost: 0,
    messagesReplayed: 0,
    parkingFailures: 0,
  };
}
