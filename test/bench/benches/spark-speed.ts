import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { median } from '../measure';
import { measureOcsfSpeed } from '../ocsf-transform';

/** A million rows are long enough a turn: Spark's start, and Java's compiler, were warmed up before. */
const rounds = 1;

/** What the mapping costs beside the least that a Spark job does with such lines: reading and writing them. */
export const sparkSpeed: Bench = {
  name: 'spark-speed',
  purpose: 'OCSF transform and write on Spark against reading the same lines into 12 text columns',
  async run({ quick, progress }) {
    const rows = quick ? 500 : 1_000_000;
    progress(`OCSF transform of ${rows} rows on Spark, beside reading them`);
    const { seconds } = await measureOcsfSpeed(rows, rounds);
    const [transform, reference] = [rows / median(seconds.transform), rows / median(seconds.reference)];
    return [benchRow('OCSF transform and write on Spark', 'rows/s', transform, reference, { comparison: '>=', ratio: 0.25 })];
  },
};
