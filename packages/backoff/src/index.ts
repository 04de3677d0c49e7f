export { type Clock, systemClock } from './clock';
export { turnOfTheEventLoop } from './event-loop';
export { type BackoffSettings, fullJitterMilliseconds } from './full-jitter';
export { type Randomness, systemRandomness } from './randomness';
