import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { measureOcsfMemory } from '../ocsf-transform';

/** Whether the number of rows shows in the memory of Spark's driver and executor. */
export const sparkMemory: Bench = {
  name: 'spark-memory',
  purpose: 'peak memory of Spark over ten times as many rows',
  async run({ quick, progress }) {
    const rows = quick ? 100 : 100_000;
    progress(`peak memory of Spark over ${rows} and ${rows * 10} rows`);
    const few = await measureOcsfMemory(rows);
    const many = await measureOcsfMemory(rows * 10);
    return [
      benchRow(`peak memory of Spark over ${rows * 10} rows, against ${rows}`, 'MB', many.peakMegabytes, few.peakMegabytes, {
        comparison: '<=',
        ratio: 1.2,
      }),
    ];
  },
};
