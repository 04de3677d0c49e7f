import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Running } from '@audit-bridge/local/emulators/running';
import { createTemporaryFolder } from '@audit-bridge/local/emulators/temporary-folder';
import type { EmulatedPipeline } from '../fault-pipeline';
import { CrashPlan } from './crash-plan';

/**
 * Starts what stays for many schedules of a pipeline. When something does not start, what has started is stopped.
 *
 * @param start adds what it starts to `running`, has the functions read the crash plan, and returns what runs one schedule
 */
export async function startEmulated(
  start: (running: Running, crashPlan: CrashPlan) => Promise<EmulatedPipeline['run']>,
): Promise<EmulatedPipeline> {
  const running = new Running();
  try {
    const folder = await createTemporaryFolder('faults');
    running.add(Promise.resolve({ stop: () => rm(folder, { recursive: true, force: true }) }));
    const crashPlan = new CrashPlan(join(folder, 'crash-plan.json'));
    await crashPlan.set([]);
    return { run: await start(running, crashPlan), stop: () => running.stop() };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
