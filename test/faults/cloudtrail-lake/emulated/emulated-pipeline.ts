import type { EmulatedPipeline } from '../../fault-pipeline';

export async function startEmulatedCloudTrailLake(): Promise<EmulatedPipeline> {
  throw new Error('to be written');
}
