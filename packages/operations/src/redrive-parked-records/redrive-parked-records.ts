import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import type { BridgeContext } from '../bridge-command';
import type { RedriveArguments } from '../redrive/redrive-arguments';
import { describeByReason, listRefusedBlobs } from './refused-blobs';
import { sendAgain } from './send-again';

const interrupted = 130;

/** `bridge redrive ENV security-lake`: lets the forwarder judge and send what it had refused. */
export async function redriveParkedRecords(
  context: BridgeContext,
  { 'dry-run': dryRun, limit, reason, yes }: RedriveArguments,
): Promise<number> {
  const { environment, interruption, pipeline, print } = context;
  const container = context.clouds.azure.parkingContainer();
  const place = new AzureParkingPlace(container);
  print(`Redrive of what ${environment.name}-${pipeline} refused${dryRun ? ' (dry run: nothing is moved)' : ''}`);
  print(`  parking container: ${container.url}`);
  const blobs = await listRefusedBlobs(place, reason);
  for (const line of describeByReason(blobs)) print(`  ${line}`);
  if (blobs.length === 0) {
    print(`  nothing refused${reason === undefined ? '' : ` for ${reason.join(', ')}`} is parked.`);
    return 0;
  }
  if (!dryRun && !yes && !(await context.confirm('Let the forwarder judge and send these records once more?'))) {
    print('Nothing was done. Answer "y" on a terminal, or pass --yes.');
    return 2;
  }
  const result = await sendAgain(place, blobs, { dryRun, limit, print, interruption });
  const failed = result.failures > 0 ? `, ${result.failures} FAILED` : '';
  print(`${result.blobs} blobs, ${result.records} records ${dryRun ? 'would be sent again' : 'moved to undelivered/'}${failed}.`);
  const minutes = environment.pipelines.securityLake?.forwarder.parkedRecordsMinutes;
  if (!dryRun && result.blobs > 0)
    print(`The forwarder sends them on within ${minutes ?? 'some'} minutes; what it refuses again comes back with its present reason.`);
  if (result.failures > 0) return 1;
  return interruption.isRequested ? interrupted : 0;
}
