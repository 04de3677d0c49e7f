export { type EventContext, prepareEvent } from './prepare-event';
export type { PreparedEvent } from './prepared-event';
