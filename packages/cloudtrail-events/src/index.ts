export { checkEvent, type EventProblem } from './check-event';
export type { CloudTrailEvent } from './cloudtrail-event';
export { eventIdPattern, eventLimits } from './event-limits';
export type { EventSource } from './fit-event';
export { type EventContext, prepareEvent } from './prepare-event';
export type { PreparedEvent } from './prepared-event';
