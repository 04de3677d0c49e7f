import { defineBlobContainerContract } from './contract/blob-container-contract';
import { defineBlobStatesContract } from './contract/blob-states-contract';
import { MemoryBlobContainer } from './memory/memory-blob-container';
import { MemoryBlobStates } from './memory/memory-blob-states';

// What the aggregator's rules are proven on must itself keep the rules.
defineBlobStatesContract('memory', async () => ({ states: new MemoryBlobStates(), settle: async () => {} }));

defineBlobContainerContract('memory', async () => {
  const container = new MemoryBlobContainer();
  return {
    container,
    create: path => container.create(path),
    append: (path, bytes) => container.append(path, bytes),
    remove: path => container.remove(path),
  };
});
