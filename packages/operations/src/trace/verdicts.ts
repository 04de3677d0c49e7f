import type { Sighting, SightingKind } from './sighting';

export interface TracedPipeline {
  readonly pipeline: string;
  /** Whether it is fed by hand, with records of its own: what another pipeline has had need not be there. */
  readonly isGenerated: boolean;
}

/** What became of an event on the way of one pipeline. */
export type Outcome = 'arrived' | 'refused' | 'in-flight' | 'on-its-way' | 'not-seen' | 'missing';

export interface Verdict {
  readonly id: string;
  readonly pipeline: string;
  readonly outcome: Outcome;
  /** How often it arrived: more than once is a repeat, which its id tells. */
  readonly arrivals: number;
}

/** What happened less than so long ago may not have been exported yet: Azure says minutes, and is now and then late. */
const exportMilliseconds = 3_600_000;

/**
 * Of each event that was seen, what became of it for each pipeline: the best that was seen counts, for a refused record may have been sent again since.
 *
 * @param now milliseconds since 1970 UTC
 */
export function verdicts(sightings: readonly Sighting[], pipelines: readonly TracedPipeline[], now: number): readonly Verdict[] {
  const ids = [...new Set(sightings.map(({ id }) => id))];
  return ids.flatMap(id => {
    const ofEvent = sightings.filter(sighting => sighting.id === id);
    return pipelines.map(({ isGenerated, pipeline }) => {
      const seen = ofEvent.filter(sighting => sighting.pipeline === pipeline);
      const wanting = ofEvent.filter(({ kind, pipeline: of }) =>
        kind === 'source' ? of === undefined || of === pipeline : !isGenerated || of === pipeline,
      );
      return { id, pipeline, outcome: outcomeOf(seen, wanting, now), arrivals: seen.filter(({ kind }) => kind === 'arrived').length };
    });
  });
}

const ranking: readonly Exclude<SightingKind, 'source'>[] = ['arrived', 'refused', 'in-flight'];

/** @param wanting what tells that the pipeline must have the event, if it says when it was */
function outcomeOf(seen: readonly Sighting[], wanting: readonly Sighting[], now: number): Outcome {
  const best = ranking.find(kind => seen.some(sighting => sighting.kind === kind));
  if (best !== undefined) return best;
  const time = wanting.find(({ identity }) => identity !== undefined)?.identity?.time.getTime();
  // Of what is no event, and of a record that only a failure place knows, nobody can say that it should be there.
  if (time === undefined) return 'not-seen';
  return now - time < exportMilliseconds ? 'on-its-way' : 'missing';
}
