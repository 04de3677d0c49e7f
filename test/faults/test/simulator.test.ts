import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SimulatedRun } from '../fault-pipeline';
import { pipelines } from '../pipelines';
import { describeFailure } from '../print-failure';
import { Random } from '../simulator/random';

/** A planted bug may need more. */
const seedsPerPlant = 500;

describe.each([...pipelines])('%s in the simulator', (name, pipeline) => {
  const { seedsInTests = 40, firstSeeds = {} } = pipeline;

  it(`accounts for every record in ${seedsInTests} seeds`, async () => {
    for (let seed = 1; seed <= seedsInTests; seed++) {
      const run = await pipeline.simulate(seed);
      if (run.violations.length > 0) throw new Error(describeFailure(name, run, { wholeTrace: false }));
    }
  }, 240_000);

  it.each(pipeline.plants)(
    'finds the planted bug "%s"',
    async plant => {
      let found: SimulatedRun | undefined;
      const { [plant]: first = 1 } = firstSeeds;
      for (let seed = first; seed < first + seedsPerPlant && found === undefined; seed++) {
        const run = await pipeline.simulate(seed, plant);
        if (run.violations.length > 0) found = run;
      }
      expect(found?.violations[0]?.what).toMatch(findings[plant] ?? /./);
    },
    240_000,
  );

  it('takes the same steps for the same seed, in this process and in another one', async () => {
    const hashOf = async (seed: number) => (await pipeline.simulate(seed)).traceHash();
    const hashes = [await hashOf(11), await hashOf(12), await hashOf(11)];
    expect(hashes[2]).toBe(hashes[0]);
    expect(hashes[1]).not.toBe(hashes[0]);
    expect(hashesInFreshProcess().get(name)).toBe(hashes[0]);
  }, 120_000);

  it('tells how to replay a seed that fails, and what led there', async () => {
    const plant = pipeline.plants[0];
    const run = await pipeline.simulate(1, plant);
    const text = describeFailure(name, run, { wholeTrace: false, plant });
    expect(text).toContain(`npx pnpm faults ${name} --seed 1 --seeds 1 --plant ${plant} --trace`);
    expect(text.split('\n').length).toBeLessThan(60);
  });
});

/** What each planted bug has to be found by: the thing that it breaks. */
const findings: Readonly<Record<string, RegExp>> = {
  'offset-before-acceptance': /was committed, but the line at \d+ .* is neither accepted nor kept/,
  'deduplication-id-without-offset': /swallowed a hint that says something new/,
  'watermark-on-send': /the watermark moved to .* past a blob that is open/,
  'refused-entries-ignored': /was committed, but the line at \d+ .* is neither accepted nor kept/,
  'growth-while-reading-missed': /neither accepted nor kept/,
  'open-line-taken-at-once': /which is no line that had to be refused so/,
  'unread-blob-replaced-silently': /neither accepted nor kept.* lost silently by/,
  'whole-batch-retried': /a row that the stream had taken was sent again by the same run/,
  'refused-rows-ignored': /a run succeeded, but the record .* is neither in the stream nor parked/,
  'parking-failure-swallowed': /a run succeeded, but the record .* is neither in the stream nor parked/,
  'checkpoint-trusted-after-throw': /the checkpoint moved to \d+, but the record .* is neither in the stream nor parked/,
  'parked-blob-removed-first': /was removed, and the record .* is neither in the stream nor parked elsewhere/,
  'sequence-number-before-delivery': /\d+ messages were lost, and \d+ counted/,
  'attempts-mixed': /selects nothing, though|not the latest whole one|the snapshot (lacks|holds a) key|was closed with/,
  'closed-before-acceptance': /was closed with \d+ keys, \d+ were accepted|a run succeeded, and/,
  'page-lost-on-failure': /the snapshot was closed without key/,
  'key-dropped-when-denied': /the snapshot was closed without key/,
  'repeats-counted': /selects nothing, though|not the latest whole one/,
  'replaced-taken-for-grown': /neither accepted nor kept|which is no line that had to be refused so|stands within the line/,
};

let hashes: ReadonlyMap<string, string> | undefined;

/** Of seed 11 of every pipeline: what a process loads costs more than what it simulates. */
function hashesInFreshProcess(): ReadonlyMap<string, string> {
  if (hashes !== undefined) return hashes;
  const script = `
    const { pipelines } = await import(${JSON.stringify(join(__dirname, '../pipelines.ts'))});
    for (const [name, pipeline] of pipelines) console.log(name, (await pipeline.simulate(11)).traceHash());`;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { encoding: 'utf8' });
  hashes = new Map(
    output
      .trim()
      .split('\n')
      .map(line => line.split(' ') as [string, string]),
  );
  return hashes;
}

describe('Random', () => {
  it('gives every seed numbers of its own, spread evenly', () => {
    const firsts = Array.from({ length: 1000 }, (_, seed) => new Random(seed).next());
    expect(new Set(firsts).size).toBe(1000);
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });

  it('draws nothing for what cannot happen', () => {
    const [one, other] = [new Random(7), new Random(7)];
    one.chance(0);
    expect(one.next()).toBe(other.next());
  });
});
