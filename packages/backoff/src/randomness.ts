/** A number in [0, 1). The faults simulator passes a seeded one, so that a run can be replayed exactly. */
export type Randomness = () => number;

export const systemRandomness: Randomness = Math.random;
