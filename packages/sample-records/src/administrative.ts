import { administrativeExported, type ExportStyle, pickExportStyle } from './administrative-exported';
import { administrativeRest, administrativeRestExcerpt } from './administrative-rest';
import { type Call, type CallCause, type CallStage, makeCall } from './call';
import type { JsonFields } from './json-text';
import type { Occurrence } from './occurrence';
import { policyAudit } from './policy';
import type { World } from './world';

/** A call's records and, for some changes, what a policy said of it. */
export function administrative(cause: CallCause, startMilliseconds: number, world: World): Occurrence[] {
  const call = makeCall(cause, startMilliseconds, world);
  const style = pickExportStyle(world);
  const { subscriptionId } = call.resource;
  const occurrences = call.stages.map(stage => ({
    fields: stageRecord(style, call, stage, world),
    subscriptionId,
    eventMilliseconds: stage.eventMilliseconds,
  }));
  if (call.operation.asynchronous && world.random.chance(0.12)) occurrences.push(policyAudit(call, world));
  return occurrences;
}

function stageRecord(style: ExportStyle, call: Call, stage: CallStage, world: World): JsonFields {
  if (world.shape === 'exported') return administrativeExported(style, call, stage, world);
  return world.random.chance(0.05) ? administrativeRestExcerpt(call, stage, world) : administrativeRest(call, stage, world);
}
