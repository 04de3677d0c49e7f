import { type BlobHint, type HintQueue, parseHint } from '@audit-bridge/activity-log-blobs';

/** One received message; `receipt` deletes it. */
export interface ReceivedHint {
  readonly body: string;
  readonly groupId: string;
  readonly receipt: string;
}

/** The queue from both sides. Nobody else writes to it or receives from it. */
export interface HintQueueWorld {
  readonly hints: HintQueue;
  /** Up to ten visible messages at once, at most `visibilityTimeoutSeconds` invisible to others; an empty list when there is none. */
  receive(visibilityTimeoutSeconds: number): Promise<readonly ReceivedHint[]>;
  delete(receipt: string): Promise<void>;
  /** Lets time pass for the queue. A world of real time waits. */
  advance(milliseconds: number): Promise<void>;
}

/** Where an emulator is kinder than SQS. */
export type HintQueueGap =
  /** An equal hint gets through as soon as the first is deleted. */
  | 'forgets-deleted-hints'
  /** A message that comes back after its visibility timeout stands behind the others of its group. */
  | 'reorders-returned-hints';

export interface HintQueueContractSettings {
  /** With `real` time the case in which five minutes pass is left out. */
  readonly time: 'virtual' | 'real';
  /** The cases of these are left out; a simulated queue has none. @default [] */
  readonly gaps?: readonly HintQueueGap[];
}

const hint = (changes: Partial<BlobHint> = {}): BlobHint => ({
  path: `resourceId=/SUBSCRIPTIONS/11111111-2222-3333-4444-555555555555/y=2026/m=11/d=20/h=10/m=00/PT1H.json`,
  etag: '0x8DE2D3F4A5B6C7D',
  committedOffset: 0,
  continuation: 0,
  ...changes,
});

/** What every hint queue must do, and what an SQS FIFO queue does to those who use it. `make` gives an empty one. */
export function defineHintQueueContract(
  name: string,
  make: () => Promise<HintQueueWorld>,
  { time, gaps = [] }: HintQueueContractSettings,
): void {
  describe(`HintQueue contract: ${name}`, () => {
    let world: HintQueueWorld;

    beforeEach(async () => {
      world = await make();
    });

    /** Takes and deletes all that becomes visible. */
    const drain = async () => {
      const received: BlobHint[] = [];
      for (let messages = await world.receive(30); messages.length > 0; messages = await world.receive(30)) {
        for (const message of messages) {
          received.push(parseHint(message.body));
          await world.delete(message.receipt);
        }
      }
      return received;
    };

    it('carries every field', async () => {
      const sent = hint({ committedOffset: 2 ** 40, continuation: 3 });
      await world.hints.send([sent]);
      expect(await drain()).toEqual([sent]);
    });

    it('sends nothing when there is nothing to send', async () => {
      await world.hints.send([]);
      expect(await drain()).toEqual([]);
    });

    it('sends more than one batch holds', async () => {
      const sent = Array.from({ length: 23 }, (_, index) => hint({ path: `${hint().path}${index}` }));
      await world.hints.send(sent);
      expect((await drain()).map(({ path }) => path).sort()).toEqual(sent.map(({ path }) => path).sort());
    });

    it('takes a blob whose name is as long as Azure allows', async () => {
      const long = hint({ path: `resourceId=/SUBSCRIPTIONS/${'é'.repeat(990)}` });
      await world.hints.send([long]);
      expect(await drain()).toEqual([long]);
    });

    it('keeps the hints of one blob in one group, in order', async () => {
      await world.hints.send([hint({ etag: 'a' }), hint({ etag: 'b' })]);
      await world.hints.send([hint({ etag: 'c' })]);
      expect((await drain()).map(({ etag }) => etag)).toEqual(['a', 'b', 'c']);
    });

    it('gives two blobs two groups', async () => {
      await world.hints.send([hint(), hint({ path: `${hint().path}2` })]);
      const groups = new Set<string>();
      for (let messages = await world.receive(30); messages.length > 0; messages = await world.receive(30)) {
        for (const message of messages) groups.add(message.groupId);
      }
      expect(groups.size).toBe(2);
    });

    it('swallows an equal hint', async () => {
      await world.hints.send([hint()]);
      await world.hints.send([hint()]);
      expect(await drain()).toHaveLength(1);
    });

    if (!gaps.includes('forgets-deleted-hints')) {
      it('swallows an equal hint even after the first was received and deleted', async () => {
        await world.hints.send([hint()]);
        expect(await drain()).toHaveLength(1);
        await world.hints.send([hint()]);
        expect(await drain()).toEqual([]);
      });
    }

    it.each<[keyof BlobHint, Partial<BlobHint>]>([
      ['etag', { etag: '0x8DE2D3F4A5B6C7E' }],
      ['committedOffset', { committedOffset: 1 }],
      ['continuation', { continuation: 1 }],
    ])('lets a hint through that differs in %s alone', async (_, change) => {
      await world.hints.send([hint()]);
      expect(await drain()).toHaveLength(1);
      await world.hints.send([hint(change)]);
      expect(await drain()).toEqual([hint(change)]);
    });

    it('holds a group back while one of its messages is being worked on, and no other group', async () => {
      await world.hints.send([hint({ etag: 'a' })]);
      const [first] = await world.receive(30);
      await world.hints.send([hint({ etag: 'b' }), hint({ path: `${hint().path}2` })]);
      expect((await drain()).map(({ path }) => path)).toEqual([`${hint().path}2`]);
      await world.delete(first?.receipt ?? '');
      expect((await drain()).map(({ etag }) => etag)).toEqual(['b']);
    });

    if (!gaps.includes('reorders-returned-hints')) {
      it('delivers a message again, before its group goes on, when its visibility timeout has passed', async () => {
        await world.hints.send([hint({ etag: 'a' }), hint({ etag: 'b' })]);
        const first = await world.receive(1);
        expect(first.map(({ body }) => parseHint(body).etag)[0]).toBe('a');
        expect(await world.receive(1)).toEqual([]);
        await world.advance(1_100);
        expect((await drain()).map(({ etag }) => etag)).toEqual(['a', 'b']);
      });
    }

    if (time === 'virtual') {
      it('lets an equal hint through after five minutes, counted from when it was first sent', async () => {
        await world.hints.send([hint()]);
        expect(await drain()).toHaveLength(1);
        await world.advance(299_000);
        await world.hints.send([hint()]);
        expect(await drain()).toEqual([]);
        await world.advance(2_000);
        await world.hints.send([hint()]);
        expect(await drain()).toHaveLength(1);
      });
    }
  });
}
