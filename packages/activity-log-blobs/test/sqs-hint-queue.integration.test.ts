import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Moto, startMoto } from '../../local/src/emulators/moto';
import { SqsHintQueue } from '../src/sqs-hint-queue';
import { defineHintQueueContract } from './contract/hint-queue-contract';

describe('SqsHintQueue on moto', () => {
  let moto: Moto;
  let client: SQSClient;
  let queues = 0;

  beforeAll(async () => {
    moto = await startMoto();
    client = new SQSClient({ endpoint: moto.url, region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  }, 180_000);

  afterAll(async () => {
    client.destroy();
    await moto.stop();
  });

  const make = async () => {
    queues += 1;
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: `hints-${queues}.fifo`, Attributes: { FifoQueue: 'true' } }),
    );
    return {
      hints: new SqsHintQueue({ client, queueUrl: QueueUrl, clock: systemClock, randomness: systemRandomness }),
      receive: async (VisibilityTimeout: number) => {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            VisibilityTimeout,
            MaxNumberOfMessages: 10,
            MessageSystemAttributeNames: ['MessageGroupId'],
          }),
        );
        return Messages.map(message => ({
          body: message.Body ?? '',
          receipt: message.ReceiptHandle ?? '',
          groupId: message.Attributes?.MessageGroupId ?? '',
        }));
      },
      delete: async (ReceiptHandle: string) => void (await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
      advance: systemClock.sleep,
    };
  };

  // What moto does not show, the simulated queue of the fault runs does.
  defineHintQueueContract('SQS', make, { time: 'real', gaps: ['forgets-deleted-hints', 'reorders-returned-hints'] });
});
