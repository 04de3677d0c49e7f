import { harmlessText } from '@audit-bridge/terminal';
import type { Sighting } from './sighting';
import type { Outcome, Verdict } from './verdicts';

const words: Readonly<Record<Sighting['kind'], string>> = {
  source: 'exported',
  'in-flight': 'in flight',
  refused: 'refused',
  arrived: 'arrived',
};

const outcomes: Readonly<Record<Outcome, string>> = {
  arrived: 'arrived',
  refused: 'REFUSED',
  'in-flight': 'in flight',
  'on-its-way': 'not seen yet: it happened less than an hour ago',
  'not-seen': 'not seen',
  missing: 'MISSING: npx pnpm bridge verify says whether others are too',
};

const order: readonly Sighting['kind'][] = ['source', 'in-flight', 'refused', 'arrived'];
const noTime = '                    ';

/** A short timeline for each event, in the order of time; then what became of it. */
export function describeTrace(sightings: readonly Sighting[], verdicts: readonly Verdict[]): readonly string[] {
  const ids = [...new Set(sightings.map(({ id }) => id))];
  return ids.flatMap(id =>
    describeEvent(
      sightings.filter(sighting => sighting.id === id),
      verdicts.filter(verdict => verdict.id === id),
    ),
  );
}

function describeEvent(sightings: readonly Sighting[], verdicts: readonly Verdict[]): readonly string[] {
  const [first] = sightings;
  const identity = sightings.find(sighting => sighting.identity !== undefined)?.identity;
  const actor = sightings.find(sighting => sighting.actor !== undefined)?.actor;
  const remedies = new Set(sightings.flatMap(({ remedy }) => remedy ?? []));
  const isOpen = verdicts.some(({ outcome }) => outcome === 'refused');
  return [
    `Event ${harmlessText(first?.id ?? '')}${first?.correlationId === undefined ? '' : `, correlation id ${harmlessText(first.correlationId)}`}`,
    ...(identity === undefined
      ? []
      : [
          `  ${moment(identity.time)}  happened   ${harmlessText(identity.operation)}, ${harmlessText(identity.status)}${actor === undefined ? '' : `, by ${harmlessText(actor)}`}`,
        ]),
    ...inOrder(sightings).map(describeSighting),
    ...verdicts.map(
      ({ arrivals, outcome, pipeline }) =>
        `  ${pipeline}: ${outcomes[outcome]}${arrivals > 1 ? ` ${arrivals} times, with the same id` : ''}`,
    ),
    ...(isOpen ? [...remedies].map(remedy => `  to do: ${remedy}`) : []),
  ];
}

function describeSighting({ kind, pipeline, place, remark, since }: Sighting): string {
  const word = kind === 'source' && pipeline !== undefined ? 'fed' : words[kind];
  const seen = `${word.padEnd(9)}  ${pipeline === undefined ? '' : `${pipeline}: `}${harmlessText(place)}`;
  return `  ${since === undefined ? noTime : moment(since)}  ${seen}${remark === undefined ? '' : ` (${harmlessText(remark)})`}`;
}

/** As far as the places say when; what they do not date stands in the order of the way. */
function inOrder(sightings: readonly Sighting[]): readonly Sighting[] {
  return sightings.toSorted((one, other) => {
    if (one.since !== undefined && other.since !== undefined) return one.since.getTime() - other.since.getTime();
    return order.indexOf(one.kind) - order.indexOf(other.kind);
  });
}

const moment = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;
