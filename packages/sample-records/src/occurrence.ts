import type { JsonFields } from './json-text';

/** One record before it becomes bytes. */
export interface Occurrence {
  readonly fields: JsonFields;
  readonly subscriptionId: string;
  /** When it happened; Azure receives it later. */
  readonly eventMilliseconds: number;
}
