import { azuriteContainers } from '../../../packages/local/test/azurite-containers';
import { AzureSequenceNumbers } from '../src/azure-sequence-numbers';
import { defineSequenceNumbersContract } from './contract/sequence-numbers-contract';

describe('AzureSequenceNumbers on Azurite', () => {
  const containers = azuriteContainers('parked-records');

  defineSequenceNumbersContract('Azure', async () => {
    const client = containers.makeClient();
    await client.create();
    return new AzureSequenceNumbers(client, 'audit-bridge');
  });

  it('keeps a blob per consumer group and partition', async () => {
    const client = containers.makeClient();
    await client.create();
    await new AzureSequenceNumbers(client, '$Default').write('3', { sequenceNumber: 7, enqueuedAt: undefined }, undefined);
    const content = await client.getBlobClient('sequence-numbers/%24Default/3.json').downloadToBuffer();
    expect(content.toString()).toBe('{"sequenceNumber":7}');
  });

  it.each(['', 'null', '[]', '{"sequenceNumber":"7"}', '{"sequenceNumber":7,"enqueuedAt":7}'])(
    'does not take %j for progress',
    async text => {
      const client = containers.makeClient();
      await client.create();
      await client.getBlockBlobClient('sequence-numbers/audit-bridge/3.json').upload(text, text.length);
      await expect(new AzureSequenceNumbers(client, 'audit-bridge').read('3')).rejects.toMatchObject({
        name: 'SequenceNumbersError',
        message: expect.stringContaining('Delete it'),
      });
    },
  );

  it('raises where the container is missing', async () => {
    const numbers = new AzureSequenceNumbers(containers.makeClient(), 'audit-bridge');
    await expect(numbers.write('3', { sequenceNumber: 7, enqueuedAt: undefined }, undefined)).rejects.toMatchObject({
      name: 'SequenceNumbersError',
    });
  });
});
