export interface SampleRecordsOptions {
  /** Same seed and options, same bytes, on any machine. Any integer; only its lower 32 bits count. */
  readonly seed: number;
  /** Records in all, those that must be refused and the repeated ones included. */
  readonly count: number;
  /** When the first call starts, UTC ISO 8601. */
  readonly startTime: string;
  /** About how many days the records spread over. @default one hour for every thousand records */
  readonly days?: number;
  /** Lower-case. The first ones are the busiest. */
  readonly subscriptionIds: readonly string[];
  readonly tenantId: string;
  /** Share (0 to 1) of the records that must be refused. @default 0 */
  readonly unmappable?: number;
  /** `exported`: as a diagnostic setting writes them into blobs and hubs; `rest`: as the REST interface answers. @default 'exported' */
  readonly shape?: RecordShape;
}

export type RecordShape = 'exported' | 'rest';
