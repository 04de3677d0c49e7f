import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { withLock } from '../locks/with-lock';
import type { RedriveArguments } from '../redrive/redrive-arguments';
import { describeByReason, listRefusedBlobs } from './refused-blobs';
import { sendAgain } from './send-again';

/** `bridge redrive ENV security-lake`: lets the forwarder judge and send what it had refused. */
export async function redriveParkedRecords(
  context: BridgeContext,
  { 'dry-run': dryRun, limit, reason, yes }: RedriveArguments,
): Promise<number> {
  const { environment, pipeline, print } = context;
  const container = context.clouds.azure.parkingContainer();
  const place = new AzureParkingPlace(container);
  print(`Redrive of what ${environment.name}-${pipeline} refused${dryRun ? ' (dry run: nothing is moved)' : ''}`);
  print(`  parking container: ${container.url}`);
  const blobs = await listRefusedBlobs(place, reason);
  for (const line of describeByReason(blobs)) print(`  ${line}`);
  if (blobs.length === 0) {
    print(`  nothing refused${reason === undefined ? '' : ` for ${reason.join(', ')}`} is parked.`);
    context.result({ dryRun, blobs: 0, records: 0, failures: 0 });
    return 0;
  }
  const question = 'Let the forwarder judge and send these records once more?';
  if (!dryRun && !(await agree(context, { question, clouds: ['azure'], yes }))) return notAgreedExitCode;
  const work = ({ interruption, progress }: BridgeContext) => sendAgain(place, blobs, { dryRun, limit, print, progress, interruption });
  const purpose = `bridge redrive ${environment.name} ${pipeline}`;
  const result = await (dryRun ? work(context) : withLock(context, 'parked-records', purpose, work));
  context.result({ dryRun, ...result });
  const failed = result.failures > 0 ? `, ${result.failures} FAILED` : '';
  print(`${result.blobs} blobs, ${result.records} records ${dryRun ? 'would be sent again' : 'moved to undelivered/'}${failed}.`);
  const minutes = environment.pipelines.securityLake?.forwarder.parkedRecordsMinutes;
  if (!dryRun && result.blobs > 0)
    print(`The forwarder sends them on within ${minutes ?? 'some'} minutes; what it refuses again comes back with its present reason.`);
  if (result.failures > 0) return 1;
  return context.interruption.isRequested ? interruptedExitCode : 0;
}
