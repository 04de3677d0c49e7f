import { readHubMessages } from '../src/trigger-metadata';

const metadata = {
  partitionContext: { eventHubName: 'activity-log', consumerGroup: 'audit-bridge', partitionId: '3' },
  offsetArray: ['100', '200'],
  sequenceNumberArray: [7, 8],
  enqueuedTimeUtcArray: ['2026-11-21T09:59:59.1234567Z', '2026-11-21T10:00:00.5'],
};
const bodies = [Buffer.from('one'), new Uint8Array([0x32])];

describe('readHubMessages', () => {
  it('gives each message its place', () => {
    expect(readHubMessages(bodies, metadata)).toEqual({
      partitionId: '3',
      messages: [
        { bytes: Buffer.from('one'), offset: '100', sequenceNumber: 7, enqueuedAt: '2026-11-21T09:59:59.123Z' },
        { bytes: Buffer.from('2'), offset: '200', sequenceNumber: 8, enqueuedAt: '2026-11-21T10:00:00.500Z' },
      ],
    });
  });

  it.each([
    ['text', ['9007199254740991', '8']],
    [
      'two halves',
      [
        { low: -1, high: 2_097_151, unsigned: false },
        { low: 8, high: 0, unsigned: false },
      ],
    ],
  ])('takes sequence numbers as %s', (_, sequenceNumberArray) => {
    const { messages } = readHubMessages(bodies, { ...metadata, sequenceNumberArray });
    expect(messages.map(({ sequenceNumber }) => sequenceNumber)).toEqual([Number.MAX_SAFE_INTEGER, 8]);
  });

  it('takes offsets that are no numbers, as newer namespaces have them', () => {
    const { messages } = readHubMessages(bodies, { ...metadata, offsetArray: [-1, -1], offsetStringArray: ['3:1:42', '3:1:43'] });
    expect(messages.map(({ offset }) => offset)).toEqual(['3:1:42', '3:1:43']);
  });

  it('does without what only helps to find a message again', () => {
    const { messages } = readHubMessages(bodies, { ...metadata, offsetArray: undefined, enqueuedTimeUtcArray: ['0', undefined] });
    expect(messages.map(({ offset, enqueuedAt }) => [offset, enqueuedAt])).toEqual([
      ['unknown', expect.anything()],
      ['unknown', undefined],
    ]);
  });

  it('takes the name that newer hosts give the partition', () => {
    const { partitionContext, ...rest } = metadata;
    expect(readHubMessages(bodies, { ...rest, triggerPartitionContext: partitionContext }).partitionId).toBe('3');
  });

  it.each([
    ['one message', Buffer.from('one'), metadata],
    ['a message as text', ['one'], metadata],
    ['a message that was parsed', [{ records: [] }], metadata],
    ['no partition', bodies, { ...metadata, partitionContext: {} }],
    ['no sequence numbers', bodies, { ...metadata, sequenceNumberArray: undefined }],
    ['too few sequence numbers', bodies, { ...metadata, sequenceNumberArray: [7] }],
    ['a sequence number that is none', bodies, { ...metadata, sequenceNumberArray: [7, 'x'] }],
    ['nothing', undefined, undefined],
  ])('refuses to run with %s: nothing could be kept as it was, or found again', (_, input, itsMetadata) => {
    expect(() => readHubMessages(input, itsMetadata)).toThrow(expect.objectContaining({ name: 'UnusableTriggerInputError' }));
  });
});
