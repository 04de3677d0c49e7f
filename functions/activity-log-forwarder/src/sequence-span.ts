import type { HubMessage } from './hub-message';
import type { PartitionProgress } from './sequence-numbers';

/** A stretch of a partition that one or several runs were done with. */
export interface SequenceSpan {
  readonly first: number;
  readonly last: number;
  /** Messages missing within the stretch. */
  readonly lost: number;
  /** Messages of the stretch that came more than once. */
  readonly replayed: number;
  readonly lastEnqueuedAt: string | undefined;
}

/** @returns undefined for no messages */
export function spanOf(messages: readonly HubMessage[]): SequenceSpan | undefined {
  return messages.reduce<SequenceSpan | undefined>((span, { enqueuedAt, sequenceNumber }) => {
    const one = { first: sequenceNumber, last: sequenceNumber, lost: 0, replayed: 0, lastEnqueuedAt: enqueuedAt };
    return span === undefined ? one : joinSpans(span, one);
  }, undefined);
}

/** @param next came after `span` */
export function joinSpans(span: SequenceSpan, next: SequenceSpan): SequenceSpan {
  const reachesOn = next.last > span.last;
  return {
    first: Math.min(span.first, next.first),
    last: Math.max(span.last, next.last),
    lost: span.lost + next.lost + Math.max(0, next.first - span.last - 1),
    replayed: span.replayed + next.replayed + messagesUpTo(span.last, next),
    lastEnqueuedAt: reachesOn ? next.lastEnqueuedAt : span.lastEnqueuedAt,
  };
}

/** What a span says once the partition's last known progress is in front of it. */
export interface SpanFinding {
  readonly lost: number;
  readonly replayed: number;
  readonly progress: PartitionProgress;
  /** The numbers began anew: another event hub of the same name. */
  readonly restarted: boolean;
}

export function compareSpan(span: SequenceSpan, known: PartitionProgress | undefined): SpanFinding {
  const reached: PartitionProgress = { sequenceNumber: span.last, enqueuedAt: span.lastEnqueuedAt };
  // Messages that are older by their number and newer by their time are no replay: the hub was made again and counts from 0.
  const restarted = known !== undefined && span.last < known.sequenceNumber && isLater(span.lastEnqueuedAt, known.enqueuedAt);
  if (known === undefined || restarted) return { lost: span.lost, replayed: span.replayed, progress: reached, restarted };
  return {
    lost: span.lost + Math.max(0, span.first - known.sequenceNumber - 1),
    replayed: span.replayed + messagesUpTo(known.sequenceNumber, span),
    progress: span.last > known.sequenceNumber ? reached : known,
    restarted,
  };
}

/** How many of a span's numbers are not above `sequenceNumber`. */
function messagesUpTo(sequenceNumber: number, { first, last }: SequenceSpan): number {
  return Math.max(0, Math.min(last, sequenceNumber) - first + 1);
}

/** More than the clocks of the hub's machines differ, and less than it takes to make a hub again. */
const clockDifferenceMilliseconds = 60_000;

const isLater = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && Date.parse(one) - Date.parse(other) > clockDifferenceMilliseconds;
