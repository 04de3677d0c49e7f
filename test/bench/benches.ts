import type { Bench } from './bench';
import { accessKeys } from './benches/access-keys';
import { accessKeysMemory } from './benches/access-keys-memory';
import { forwarder } from './benches/forwarder';
import { importTime } from './benches/import-time';
import { memory } from './benches/memory';
import { processor } from './benches/processor';
import { sparkMemory } from './benches/spark-memory';
import { sparkSpeed } from './benches/spark-speed';
import { synth } from './benches/synth';
import { transform } from './benches/transform';

/** The one of microseconds first: what the others leave in the process (a full heap, code that is optimised for them) is no cost of a record. */
export const benches: readonly Bench[] = [
  transform,
  processor,
  forwarder,
  accessKeys,
  memory,
  accessKeysMemory,
  importTime,
  synth,
  sparkSpeed,
  sparkMemory,
];
