import { type BlobHint, parseHint } from '@audit-bridge/activity-log-blobs';
import { SendMessageBatchCommand, type SendMessageBatchCommandOutput, type SQSClient } from '@aws-sdk/client-sqs';
import { type Caller, callAsSdk } from '../simulator/call';
import type { FifoQueue } from './fifo-queue';
import { $metadata, UnknownCommandError } from './sdk-answers';

/**
 * An SQS client whose batches reach a `FifoQueue` of hints.
 *
 * @param deduplicationId takes the place of the id that the request carries: the seam for a planted bug
 */
export function simulatedHintSqs(queue: FifoQueue<string>, caller: Caller, deduplicationId?: (hint: BlobHint) => string): SQSClient {
  const send = (command: unknown): Promise<SendMessageBatchCommandOutput> => {
    if (!(command instanceof SendMessageBatchCommand)) throw new UnknownCommandError(command);
    const entries = command.input.Entries ?? [];
    return callAsSdk(caller, {
      operation: `hints send ${entries.map(entry => describeHint(parseHint(entry.MessageBody ?? ''))).join(', ')}`,
      about: entries.length === 1 ? parseHint(entries[0]?.MessageBody ?? '').path : undefined,
      apply: () => {
        const failed = entries.filter(entry => {
          if (caller.entryFails()) return true;
          const body = entry.MessageBody ?? '';
          queue.send(body, entry.MessageGroupId ?? '', deduplicationId?.(parseHint(body)) ?? entry.MessageDeduplicationId ?? '');
          return false;
        });
        return {
          Successful: entries
            .filter(entry => !failed.includes(entry))
            .map(entry => ({ Id: entry.Id, MessageId: entry.Id, MD5OfMessageBody: '' })),
          Failed: failed.map(entry => ({ Id: entry.Id, Code: 'InternalFailure', Message: 'simulated', SenderFault: false })),
          $metadata,
        };
      },
      describe: ({ Failed = [] }) => (Failed.length === 0 ? 'sent' : `${Failed.length} entries failed`),
    });
  };
  // Our code uses `send` alone.
  return { send } as unknown as SQSClient;
}

const describeHint = ({ committedOffset, continuation, etag }: BlobHint) =>
  `${etag.replace(/^0x0*/, '…')}@${committedOffset}${continuation > 0 ? ` no. ${continuation}` : ''}`;
