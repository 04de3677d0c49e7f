import { administrative } from './administrative';
import { type CallCause, pickCause } from './call';
import { alert, autoscale } from './monitoring';
import type { Occurrence } from './occurrence';
import { recommendation } from './recommendation';
import { resourceHealth } from './resource-health';
import { roleActivation } from './role-activation';
import { security } from './security';
import { serviceHealth } from './service-health';
import { gapMilliseconds } from './traffic';
import type { World } from './world';

/** What else happens, and how often: in thousandths of all happenings. The rest are calls of the resource manager. */
const others: readonly (readonly [thousandths: number, happen: (milliseconds: number, world: World) => readonly Occurrence[]])[] = [
  [40, roleActivation],
  [35, (milliseconds, world) => [alert(milliseconds, world)]],
  [30, (milliseconds, world) => [resourceHealth(milliseconds, world)]],
  [20, (milliseconds, world) => [autoscale(milliseconds, world)]],
  [15, recommendation],
  [10, (milliseconds, world) => [serviceHealth(milliseconds, world)]],
  [10, (milliseconds, world) => [security(milliseconds, world)]],
];

/** A burst: a deployment or a script that makes many calls of one kind within seconds. */
interface Burst {
  readonly cause: CallCause;
  callsLeft: number;
}

/** What happens in a tenant, one thing after another, for ever. */
export class Happenings {
  #milliseconds: number;
  #burst: Burst | undefined;

  constructor(
    private readonly world: World,
    startMilliseconds: number,
    /** Between two calls, bursts counted as one. */
    private readonly meanGapMilliseconds: number,
  ) {
    this.#milliseconds = startMilliseconds;
  }

  /** When the next thing happens: never earlier than the one before. */
  get nextMilliseconds(): number {
    return Math.floor(this.#milliseconds);
  }

  take(): readonly Occurrence[] {
    const milliseconds = this.nextMilliseconds;
    const { random } = this.world;
    if (this.#burst !== undefined) return this.#nextOfBurst(this.#burst, milliseconds);
    this.#milliseconds += gapMilliseconds(milliseconds, this.meanGapMilliseconds, random);
    let thousandth = random.below(1000);
    for (const [thousandths, happen] of others) {
      if (thousandth < thousandths) return happen(milliseconds, this.world);
      thousandth -= thousandths;
    }
    const cause = pickCause(this.world);
    if (random.chance(0.02)) this.#burst = { cause, callsLeft: random.between(5, 30) };
    return administrative(cause, milliseconds, this.world);
  }

  #nextOfBurst(burst: Burst, milliseconds: number): readonly Occurrence[] {
    this.#milliseconds += this.world.random.between(30, 400);
    if (--burst.callsLeft === 0) this.#burst = undefined;
    return administrative(burst.cause, milliseconds, this.world);
  }
}
