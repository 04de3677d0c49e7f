import type { EmulatedPipeline, EmulatedRun } from '../fault-pipeline';
import { pipelines } from '../pipelines';

/** Each with emulators of its own: a crash costs waiting time, not work. */
const lanes = 2;

describe.each([...pipelines])('%s with the bundled functions on the emulators', (_, pipeline) => {
  const { schedulesInTests } = pipeline;
  let emulated: EmulatedPipeline[] = [];

  beforeAll(async () => {
    emulated = await Promise.all(Array.from({ length: lanes }, () => pipeline.startEmulated()));
  }, 180_000);

  afterAll(async () => {
    await Promise.all(emulated.map(lane => lane.stop()));
  }, 30_000);

  it(`accounts for every record in ${schedulesInTests} schedules, in which processes end before and after requests`, async () => {
    const runs: EmulatedRun[] = [];
    let next = 1;
    await Promise.all(
      emulated.map(async lane => {
        while (next <= schedulesInTests) runs.push(await lane.run(next++));
      }),
    );
    const failed = runs.filter(({ violations }) => violations.length > 0);
    expect(failed.map(({ faults, schedule, violations }) => ({ schedule, faults, violations: violations.slice(0, 3) }))).toEqual([]);
    expect(runs).toHaveLength(schedulesInTests);
    expect(runs.reduce((sum, { crashes }) => sum + crashes, 0)).toBeGreaterThan(schedulesInTests / 3);
  }, 300_000);
});
