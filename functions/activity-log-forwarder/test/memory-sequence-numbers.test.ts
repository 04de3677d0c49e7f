import { defineSequenceNumbersContract } from './contract/sequence-numbers-contract';
import { MemorySequenceNumbers } from './fakes/memory-sequence-numbers';

defineSequenceNumbersContract('memory', async () => new MemorySequenceNumbers());
