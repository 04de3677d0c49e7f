import type { SendMessageBatchCommand, SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { HintsNotSentError } from '../src/errors';
import { SqsHintQueue } from '../src/sqs-hint-queue';

type Failed = { Id: string; SenderFault: boolean; Code: string }[];

/** A client that answers each batch with the next planned failures, always inside a 200. */
function clientThatFails(plan: (entries: SendMessageBatchCommandInput['Entries'], request: number) => Failed) {
  const bodies: string[][] = [];
  const client = {
    send: async ({ input }: SendMessageBatchCommand) => {
      bodies.push((input.Entries ?? []).map(({ MessageBody }) => JSON.parse(MessageBody ?? '').path));
      return { Failed: plan(input.Entries, bodies.length) };
    },
  } as unknown as SQSClient;
  return { client, bodies };
}

const hints = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `b${index}`, etag: 'e', committedOffset: 0, continuation: 0 }));

describe('SqsHintQueue', () => {
  const sleeps: number[] = [];
  const clock = { now: () => 0, sleep: async (milliseconds: number) => void sleeps.push(milliseconds) };
  const queueOf = (client: SQSClient) =>
    new SqsHintQueue({ client, queueUrl: 'https://queue.example/hints.fifo', clock, randomness: () => 0.5 });

  beforeEach(() => {
    sleeps.length = 0;
  });

  it('sends again only what failed inside a 200, after a pause', async () => {
    const { client, bodies } = clientThatFails((_, request) =>
      request === 1 ? ['1', '3'].map(Id => ({ Id, SenderFault: false, Code: 'InternalError' })) : [],
    );
    await queueOf(client).send(hints(5));
    expect(bodies).toEqual([
      ['b0', 'b1', 'b2', 'b3', 'b4'],
      ['b1', 'b3'],
    ]);
    expect(sleeps).toEqual([50]);
  });

  it('fails when an entry fails to the last attempt, and counts everything that was not sent', async () => {
    const { client, bodies } = clientThatFails(entries =>
      (entries ?? []).length === 10
        ? [{ Id: '2', SenderFault: false, Code: 'InternalError' }]
        : [{ Id: '0', SenderFault: false, Code: 'InternalError' }],
    );
    const failure = await queueOf(client)
      .send(hints(25))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HintsNotSentError);
    expect(failure).toMatchObject({ notSent: 25, message: expect.stringContaining('InternalError') });
    expect(bodies).toHaveLength(6);
  });

  it('does not try again what the queue will never take', async () => {
    const { client, bodies } = clientThatFails(() => [{ Id: '0', SenderFault: true, Code: 'InvalidMessageContents' }]);
    await expect(queueOf(client).send(hints(1))).rejects.toThrow('InvalidMessageContents');
    expect(bodies).toHaveLength(1);
  });

  it('names the queue when the whole request fails', async () => {
    const client = { send: () => Promise.reject(new Error('socket hang up')) } as unknown as SQSClient;
    await expect(queueOf(client).send(hints(3))).rejects.toMatchObject({
      name: 'HintsNotSentError',
      notSent: 3,
      message: expect.stringMatching(/hints\.fifo.*socket hang up/),
    });
  });
});
