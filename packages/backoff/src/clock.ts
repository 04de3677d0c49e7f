/** Time as the use cases see it: the faults simulator puts a virtual clock in its place. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
};
