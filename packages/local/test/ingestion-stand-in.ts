import type { IngestionEndpoint } from '../src/emulators/ingestion-endpoint';

export interface Answer {
  readonly status: number;
  /** The error's code; empty when there is none. */
  readonly code: string;
}

export interface StandIn {
  readonly service: IngestionEndpoint;
  /** Sends records that the service takes. */
  send(records: readonly object[]): Promise<Response>;
  /** Of a row. */
  readonly nameColumn: string;
  readonly nameMember: string;
}

export async function answerOf(sending: Promise<Response>): Promise<Answer> {
  const response = await sending;
  const text = await response.text();
  const parsed = text === '' ? {} : JSON.parse(text);
  return { status: response.status, code: parsed.Error ?? parsed.error?.code ?? '' };
}

/** The faults that both ingestion endpoints can be told to have. */
export function describeIngestionFaults(name: string, started: () => StandIn): void {
  describe(`faults of ${name}`, () => {
    const names = () => started().service.rows.all.map(row => row[started().nameColumn]);
    const send = (...given: readonly string[]) => started().send(given.map(one => ({ [started().nameMember]: one })));

    beforeEach(() => {
      started().service.chooseFault = undefined;
      started().service.rows.clear();
    });

    it('refuses as it is told, and keeps nothing', async () => {
      started().service.chooseFault = () => ({ kind: 'refuse', status: 429, code: 'TooMany', retryAfter: '5' });
      const response = await send('a');
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await answerOf(Promise.resolve(response))).toEqual({ status: 429, code: 'TooMany' });
      expect(names()).toEqual([]);
    });

    it.each([
      ['before', []],
      ['after', ['a']],
    ] as const)('breaks the connection %s it takes a request', async (when, kept) => {
      started().service.chooseFault = () => ({ kind: 'reset', when });
      await expect(send('a')).rejects.toThrow();
      expect(names()).toEqual(kept);
    });

    it('lets rows appear late, or never', async () => {
      const { service } = started();
      service.chooseFault = ({ rows }) => ({ kind: rows.length > 1 ? 'hold-rows' : 'lose-rows', rows: (_, index) => index === 0 });
      await send('a', 'b');
      await send('c');
      expect([names(), service.rows.held, service.rows.lost]).toEqual([['b'], 1, 1]);
      service.rows.release();
      expect([names(), service.rows.held]).toEqual([['b', 'a'], 0]);
    });

    it('numbers its requests', async () => {
      const before = started().service.requestCount();
      const numbers: number[] = [];
      started().service.chooseFault = ({ requestNumber }) =>
        numbers.push(requestNumber) > 1 ? { kind: 'refuse', status: 500 } : undefined;
      await send('a');
      await send('b');
      expect(numbers).toEqual([before + 1, before + 2]);
      expect(names()).toEqual(['a']);
    });
  });
}
