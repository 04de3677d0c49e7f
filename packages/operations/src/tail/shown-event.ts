import type { ArrivedEvent, Destination } from '../events/destination';

/** An event that one lake, or both, hold. */
export interface ShownEvent {
  readonly event: ArrivedEvent;
  readonly pipelines: readonly Destination['pipeline'][];
}

/**
 * What makes an event itself: its id, and, because published records exist that share one and differ, what it says. Both lakes hold the same of it; CloudTrail Lake
 * cuts operations of more than 1,024 characters.
 */
export function keyOf({ identity: { id, operation, status, time } }: ArrivedEvent): string {
  return [id, time.getTime(), operation.slice(0, 900).toLowerCase(), status.toLowerCase()].join(' ');
}

/** As a program reads it. */
export function toJson({ event: { actor, arrivedAt, identity, place, resource }, pipelines }: ShownEvent): object {
  return { ...identity, actor, resource, pipelines, arrivedAt, place };
}
