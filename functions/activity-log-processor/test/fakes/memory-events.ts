import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { AuditEvents, EntryOutcome } from '../../src/audit-events';

export type Answer = (batch: readonly PreparedEvent[], requestNumber: number) => readonly EntryOutcome[] | Promise<readonly EntryOutcome[]>;

export const accepted: EntryOutcome = { kind: 'accepted' };
export const throttled: EntryOutcome = { kind: 'retry', errorCode: 'Throttling' };
export const refused: EntryOutcome = { kind: 'refused', errorCode: 'InvalidData', message: 'The event is not valid.' };

export const acceptAll: Answer = batch => batch.map(() => accepted);

/** A destination that keeps what it accepts and answers as it is told. */
export class MemoryEvents implements AuditEvents {
  readonly requests: (readonly string[])[] = [];
  readonly acceptedEvents: PreparedEvent[] = [];
  underWay = 0;
  mostUnderWay = 0;
  answer: Answer = acceptAll;

  constructor(readonly limits: AuditEvents['limits'] = { maxEvents: 100, maxBytes: 1_000_000 }) {}

  async put(batch: readonly PreparedEvent[]): Promise<readonly EntryOutcome[]> {
    this.requests.push(batch.map(({ id }) => id));
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    try {
      const outcomes = await this.answer(batch, this.requests.length);
      this.acceptedEvents.push(...batch.filter((_, index) => outcomes[index]?.kind === 'accepted'));
      return outcomes;
    } finally {
      this.underWay--;
    }
  }

  get acceptedIds(): readonly string[] {
    return this.acceptedEvents.map(({ id }) => id);
  }
}
