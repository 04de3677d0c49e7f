import { readRecord } from '@audit-bridge/activity-log';
import { type PreparedEvent, prepareEvent } from '@audit-bridge/cloudtrail-events';
import type { AuditEvents } from '../../src/audit-events';

/** What goes wrong with the next request, and only with that. */
export type NextFault =
  /** Entries fail inside a 200; the others are accepted. */
  | { readonly kind: 'entries'; readonly ids: readonly string[]; readonly errorCode: string }
  /** The request as a whole fails; nothing is accepted. */
  | { readonly kind: 'request'; readonly status: number; readonly errorCode: string }
  /** Everything is accepted, but the answer never arrives. */
  | { readonly kind: 'lost-answer' };

export interface AuditEventsUnderTest {
  readonly events: AuditEvents;
  /** Ids in the order of acceptance, repeats too. */
  acceptedIds(): readonly string[];
  failNext(fault: NextFault): void;
}

export const contractAccountId = '123456789012';
const path = 'resourceId=/SUBSCRIPTIONS/11111111-2222-4333-8444-555555555555/y=2026/m=11/d=21/h=09/m=00/PT1H.json';

/** A valid event; the same number gives the same event. */
export function contractEvent(number: number, fields: object = {}): PreparedEvent {
  const line = Buffer.from(
    JSON.stringify({
      time: '2026-11-21T09:10:11.1234567Z',
      resourceId: `/SUBSCRIPTIONS/11111111-2222-4333-8444-555555555555/RESOURCEGROUPS/RG-${number}`,
      operationName: 'MICROSOFT.RESOURCES/SUBSCRIPTIONS/RESOURCEGROUPS/WRITE',
      category: 'Administrative',
      resultType: 'Success',
      ...fields,
    }),
  );
  const outcome = readRecord(line);
  if (outcome.kind !== 'record') throw new Error(outcome.message);
  return prepareEvent(outcome.record, {
    recipientAccountId: contractAccountId,
    source: { blob: path, offset: number, lengthBytes: line.length },
  });
}

const contractEvents = (count: number) => Array.from({ length: count }, (_, number) => contractEvent(number));
const kinds = (outcomes: readonly { readonly kind: string }[]) => outcomes.map(({ kind }) => kind);

/** What PutAuditEvents promises, for the client on any server and for what the simulator puts in its place. */
export function defineAuditEventsContract(name: string, make: () => Promise<AuditEventsUnderTest>): void {
  describe(`AuditEvents: ${name}`, () => {
    let subject: AuditEventsUnderTest;
    beforeEach(async () => {
      subject = await make();
    });

    it('accepts a full request and gives an outcome for each event, in order', async () => {
      const batch = contractEvents(100);
      expect(kinds(await subject.events.put(batch))).toEqual(batch.map(() => 'accepted'));
      expect(subject.acceptedIds()).toEqual(batch.map(({ id }) => id));
    });

    it('accepts a repeat: the receiver knows it by its id', async () => {
      const batch = contractEvents(2);
      await subject.events.put(batch);
      expect(kinds(await subject.events.put(batch))).toEqual(['accepted', 'accepted']);
      expect(subject.acceptedIds()).toHaveLength(4);
    });

    it('refuses a request of too many events as one that a smaller request can mend', async () => {
      await expect(subject.events.put(contractEvents(101))).rejects.toMatchObject({
        name: 'AuditEventsRequestError',
        retryable: false,
        divisible: true,
      });
      expect(subject.acceptedIds()).toEqual([]);
    });

    it('accepts entries up to its limit of bytes, and refuses more as one that a smaller request can mend', async () => {
      const event = (number: number) => contractEvent(number, { properties: { requestbody: `${number}${'x'.repeat(20_000)}` } });
      const batch: PreparedEvent[] = [];
      let bytes = 0;
      for (let number = 0; batch.length < 100; number++) {
        const next = event(number);
        if (bytes + next.entryBytes + 1 > subject.events.limits.maxBytes) break;
        batch.push(next);
        bytes += next.entryBytes + 1;
      }
      expect(bytes).toBeGreaterThan(subject.events.limits.maxBytes * 0.9);
      expect(kinds(await subject.events.put(batch))).toEqual(batch.map(() => 'accepted'));
      await expect(subject.events.put([...batch, event(1000), event(1001)])).rejects.toMatchObject({ retryable: false, divisible: true });
    });

    it('refuses a request that holds an id twice as one that a smaller request can mend', async () => {
      await expect(subject.events.put([contractEvent(1), contractEvent(2), contractEvent(1)])).rejects.toMatchObject({
        errorCode: 'DuplicatedAuditEventId',
        retryable: false,
        divisible: true,
      });
      expect(subject.acceptedIds()).toEqual([]);
    });

    it.each(['Throttling', 'InternalFailure'])('asks again for the entries alone that fail with %s inside a 200', async errorCode => {
      const batch = contractEvents(3);
      const failing = batch[1]?.id ?? '';
      subject.failNext({ kind: 'entries', ids: [failing], errorCode });
      const outcomes = await subject.events.put(batch);
      expect(kinds(outcomes)).toEqual(['accepted', 'retry', 'accepted']);
      expect(subject.acceptedIds()).not.toContain(failing);
    });

    it('refuses for good the entries that fail with another code inside a 200', async () => {
      const batch = contractEvents(3);
      subject.failNext({ kind: 'entries', ids: [batch[2]?.id ?? ''], errorCode: 'InvalidRecipient' });
      expect(await subject.events.put(batch)).toEqual([
        { kind: 'accepted' },
        { kind: 'accepted' },
        { kind: 'refused', errorCode: 'InvalidRecipient', message: expect.any(String) },
      ]);
    });

    it.each([
      { status: 429, errorCode: 'ThrottlingException' },
      { status: 400, errorCode: 'ThrottlingException' },
      { status: 500, errorCode: 'InternalFailure' },
      { status: 503, errorCode: 'ServiceUnavailable' },
      { status: 403, errorCode: 'ExpiredTokenException' },
    ])('takes $status $errorCode for a passing failure', async fault => {
      subject.failNext({ kind: 'request', ...fault });
      await expect(subject.events.put(contractEvents(2))).rejects.toMatchObject({ errorCode: fault.errorCode, retryable: true });
      expect(subject.acceptedIds()).toEqual([]);
      expect(kinds(await subject.events.put(contractEvents(2)))).toEqual(['accepted', 'accepted']);
    });

    it.each([
      { status: 403, errorCode: 'AccessDeniedException' },
      { status: 400, errorCode: 'ChannelNotFound' },
      { status: 400, errorCode: 'ChannelInsufficientPermission' },
      { status: 400, errorCode: 'SomethingNobodyHasHeardOf' },
    ])('takes $status $errorCode for what neither time nor a smaller request can mend', async fault => {
      subject.failNext({ kind: 'request', ...fault });
      await expect(subject.events.put(contractEvents(2))).rejects.toMatchObject({
        errorCode: fault.errorCode,
        retryable: false,
        divisible: false,
      });
    });

    it('does not take a lost answer for a refusal', async () => {
      subject.failNext({ kind: 'lost-answer' });
      await expect(subject.events.put(contractEvents(2))).rejects.toMatchObject({ name: 'AuditEventsRequestError', retryable: true });
      expect(subject.acceptedIds()).toHaveLength(2);
    });
  });
}
