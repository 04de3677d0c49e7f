import { plants as accessKeysPlants, isPlantName as isAccessKeysPlant } from './access-keys/plants';
import { startEmulatedCloudTrailLake } from './cloudtrail-lake/emulated/emulated-pipeline';
import { isPlantName, plants } from './cloudtrail-lake/plants';
import { simulateCloudTrailLake } from './cloudtrail-lake/simulate';
import type { FaultPipeline } from './fault-pipeline';
import { startEmulatedSecurityLake } from './security-lake/emulated/emulated-pipeline';
import { isPlantName as isSecurityLakePlant, plants as securityLakePlants } from './security-lake/plants';
import { simulateSecurityLake } from './security-lake/simulate';
import { streamWriter } from './security-lake/stream-writer';

/** Every pipeline that the fault run knows, by name. */
export const pipelines: ReadonlyMap<string, FaultPipeline> = new Map<string, FaultPipeline>([
  [
    'cloudtrail-lake',
    {
      plants: Object.keys(plants),
      firstSeeds: { 'deduplication-id-without-offset': 27, 'unread-blob-replaced-silently': 102, 'growth-while-reading-missed': 110 },
      simulate: (seed, plant) => simulateCloudTrailLake(seed, isPlantName(plant) ? plant : undefined),
      startEmulated: startEmulatedCloudTrailLake,
      schedulesInTests: 15,
    },
  ],
  [
    'security-lake',
    {
      plants: Object.keys(securityLakePlants),
      firstSeeds: { 'sequence-number-before-delivery': 107 },
      simulate: (seed, plant) => simulateSecurityLake(seed, isSecurityLakePlant(plant) ? plant : undefined),
      startEmulated: startEmulatedSecurityLake,
      schedulesInTests: 8,
      writer: streamWriter,
    },
  ],
  [
    'access-keys',
    {
      plants: Object.keys(accessKeysPlants),
      firstSeeds: { 'attempts-mixed': 12, 'closed-before-acceptance': 33, 'page-lost-on-failure': 9, 'key-dropped-when-denied': 16 },
      // Loaded when it is asked for: Kusto's language service is large, and every process that runs seeds loads this file.
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
