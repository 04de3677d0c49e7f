/** What a run has done so far: filled while it runs, so that a run that fails is counted too. */
export interface ReportCounts {
  /** undefined: not known yet. */
  accountsToReport: number | undefined;
  /** Read whole. */
  accountsReported: number;
  accountsFailed: number;
  /** Suspended or closing, with their state. */
  skippedAccounts: readonly string[];
  usersRead: number;
  keysRead: number;
  /** Rows that Azure Monitor accepted. */
  keysReported: number;
  deletedMeanwhile: number;
  uploadRetries: number;
  /** Answers of IAM that asked for patience. */
  throttledCalls: number;
  isComplete: boolean;
}

export function noCounts(): ReportCounts {
  return {
    accountsToReport: undefined,
    accountsReported: 0,
    accountsFailed: 0,
    skippedAccounts: [],
    usersRead: 0,
    keysRead: 0,
    keysReported: 0,
    deletedMeanwhile: 0,
    uploadRetries: 0,
    throttledCalls: 0,
    isComplete: false,
  };
}
