import type { ArrivedEvent, EventFilter } from '../events/destination';

/** Whether an event passes a filter, where the service cannot say. */
export function eventMatches({ actor, identity }: ArrivedEvent, filter: EventFilter): boolean {
  return (
    includes(actor, filter.actor) &&
    includes(identity.operation, filter.operation) &&
    (filter.status === undefined || identity.status.toLowerCase() === filter.status.toLowerCase())
  );
}

const includes = (text = '', part = '') => text.toLowerCase().includes(part.toLowerCase());
