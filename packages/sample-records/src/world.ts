import { issueToken, type Token } from './claims';
import { type Actor, makeActors } from './people';
import type { RecordShape, SampleRecordsOptions } from './sample-records-options';
import { SeededRandom } from './seeded-random';

const tokenLifeSeconds = 3600;

/** Who and what there is: everything that records of one run have in common. */
export class World {
  readonly random: SeededRandom;
  readonly tenantId: string;
  readonly subscriptionIds: readonly string[];
  readonly shape: RecordShape;
  readonly #actors: readonly Actor[];
  readonly #tokens = new Map<Actor, Token>();

  constructor({ seed, tenantId, subscriptionIds, shape = 'exported' }: SampleRecordsOptions) {
    this.random = new SeededRandom(seed);
    this.tenantId = tenantId;
    this.subscriptionIds = subscriptionIds;
    this.shape = shape;
    this.#actors = makeActors(this.random);
  }

  pickActor(): Actor {
    return this.random.pickRanked(this.#actors);
  }

  pickSubscription(): string {
    return this.random.pickRanked(this.subscriptionIds);
  }

  tokenOf(actor: Actor, milliseconds: number): Token {
    const seconds = Math.floor(milliseconds / 1000);
    const present = this.#tokens.get(actor);
    if (present !== undefined && seconds < present.issuedSeconds + tokenLifeSeconds) return present;
    const token = issueToken(actor, this.tenantId, seconds, this.random);
    this.#tokens.set(actor, token);
    return token;
  }
}
