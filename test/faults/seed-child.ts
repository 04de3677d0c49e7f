import { pipelineOf } from './pipelines';
import type { SeedRequest, SeedResult } from './run-seeds';

// A process of its own for each core: runs the seeds that it is told, one after the other.
process.on('message', async ({ pipeline, plant, seed }: SeedRequest) => {
  const { figures, violations } = await pipelineOf(pipeline).simulate(seed, plant);
  const result: SeedResult = { seed, figures, violations };
  process.send?.(result);
});
