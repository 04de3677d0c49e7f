import type { TimerFunction } from './registered-function';
import type { RpcInvocationRequest } from './rpc';

/** What a timer's function gets of its schedule. */
export function timerRequest({ bindingName }: TimerFunction, last: Date | undefined, next: Date): RpcInvocationRequest {
  const status = { Last: (last ?? new Date(0)).toISOString(), Next: next.toISOString(), LastUpdated: (last ?? new Date(0)).toISOString() };
  const data = { json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: false }) };
  return { inputData: [{ name: bindingName, data }], triggerMetadata: {} };
}
