import { plants as accessKeysPlants, isPlantName as isAccessKeysPlant } from './access-keys/plants';
import { isPlantName, plants } from './cloudtrail-lake/plants';
import type { FaultPipeline } from './fault-pipeline';
import { isPlantName as isSecurityLakePlant, plants as securityLakePlants } from './security-lake/plants';
import { streamWriter } from './security-lake/stream-writer';

/**
 * Every pipeline that the fault run knows, by name. What simulates one is loaded when it is asked for: its clouds' SDKs and Kusto's language
 * service take longer to load than hundreds of seeds to run, and each process runs seeds of one pipeline.
 */
export const pipelines: ReadonlyMap<string, FaultPipeline> = new Map<string, FaultPipeline>([
  [
    'cloudtrail-lake',
    {
      plants: Object.keys(plants),
      firstSeeds: { 'deduplication-id-without-offset': 27, 'unread-blob-replaced-silently': 102, 'growth-while-reading-missed': 110 },
      simulate: async (seed, plant) =>
        (await import('./cloudtrail-lake/simulate')).simulateCloudTrailLake(seed, isPlantName(plant) ? plant : undefined),
      startEmulated: async () => (await import('./cloudtrail-lake/emulated/emulated-pipeline')).startEmulatedCloudTrailLake(),
      schedulesInTests: 15,
    },
  ],
  [
    'security-lake',
    {
      plants: Object.keys(securityLakePlants),
      firstSeeds: { 'sequence-number-before-delivery': 107 },
      simulate: async (seed, plant) =>
        (await import('./security-lake/simulate')).simulateSecurityLake(seed, isSecurityLakePlant(plant) ? plant : undefined),
      startEmulated: async () => (await import('./security-lake/emulated/emulated-pipeline')).startEmulatedSecurityLake(),
      schedulesInTests: 8,
      writer: streamWriter,
    },
  ],
  [
    'access-keys',
    {
      plants: Object.keys(accessKeysPlants),
      firstSeeds: { 'attempts-mixed': 12, 'closed-before-acceptance': 33, 'page-lost-on-failure': 9, 'key-dropped-when-denied': 16 },
      simulate: async (seed, plant) =>
        (await import('./access-keys/simulate')).simulateAccessKeys(seed, isAccessKeysPlant(plant) ? plant : undefined),
      // Each seed asks the real query of a database, twice: that takes longer than all the rest of it.
      seedsInTests: 12,
      startEmulated: async () => (await import('./access-keys/emulated/emulated-pipeline')).startEmulatedAccessKeys(),
      schedulesInTests: 5,
    },
  ],
]);

/** @throws {UnknownPipelineError} */
export function pipelineOf(name: string): FaultPipeline {
  const pipeline = pipelines.get(name);
  if (pipeline === undefined) throw new UnknownPipelineError(name);
  return pipeline;
}

export class UnknownPipelineError extends Error {
  override readonly name = 'UnknownPipelineError';

  constructor(name: string) {
    super(`There is no fault run for "${name}". Take one of: ${[...pipelines.keys()].join(', ')}.`);
  }
}
