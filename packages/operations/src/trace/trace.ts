import type { CommandContext } from '../bridge-command';
import { type ActivityLogSource, isUnreadable, type SourceRecord, type UnreadableRecord } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { FailurePlace } from '../events/failure-place';
import type { TimeRange } from '../events/time-range';
import { InterruptedError } from '../interrupted-error';
import type { BlobProgress } from './blob-progress';
import { ofDestination, ofFailurePlace, ofOpenBlob, ofSource, ofStream, ofUnreadable } from './seen-in';
import { isAsked, type Sighting } from './sighting';
import type { StreamSearch } from './stream-search';

/** A source, and the pipeline that it is the source of; undefined where all pipelines share it. */
export interface TracedSource {
  readonly source: ActivityLogSource;
  readonly pipeline: string | undefined;
}

export interface TracePorts extends Pick<CommandContext, 'interruption' | 'print' | 'progress'> {
  /** None: the record itself is not looked for. */
  readonly sources: readonly TracedSource[];
  readonly destinations: readonly Destination[];
  readonly failurePlaces: readonly FailurePlace[];
  /** Of `cloudtrail-lake`; undefined without it. */
  readonly blobs: BlobProgress | undefined;
  /** Of `security-lake`; undefined without it. */
  readonly stream: StreamSearch | undefined;
}

export interface Trace {
  readonly sightings: readonly Sighting[];
  /** Places that did not answer: what is not in the trace may be there. */
  readonly unanswered: readonly string[];
}

/**
 * Looks for an event in every place that it can be in. Lakes first: they are quick. What the source knows of a correlation id are uids, so that the failure places
 * and the stream are asked for those too. A place that does not answer is told, and the others are asked all the same.
 *
 * @param id a uid or a correlation id
 * @throws {InterruptedError}
 */
export async function trace(id: string, range: TimeRange, ports: TracePorts): Promise<Trace> {
  const { blobs, destinations, failurePlaces, progress, sources, stream } = ports;
  const unanswered: string[] = [];
  const ask = async <T>(name: string, question: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await question();
    } catch (error) {
      if (error instanceof InterruptedError || ports.interruption.isRequested) throw error;
      unanswered.push(`${name}: ${error instanceof Error ? error.message : error}`);
      return [];
    }
  };

  progress('asking the lakes');
  const arrived = await Promise.all(
    destinations.map(async destination =>
      (await ask(destination.description, () => collect(destination.find(id, range)))).map(event => ofDestination(destination, event)),
    ),
  );
  const found: (SourceRecord | UnreadableRecord)[] = [];
  const sightings: Sighting[] = [];
  for (const { pipeline, source } of sources) {
    const records = await ask(source.description, () => findInSource(source, id, range, ports));
    found.push(...records);
    sightings.push(...records.map(record => (isUnreadable(record) ? ofUnreadable(record, pipeline) : ofSource(record, pipeline))));
  }
  sightings.push(...arrived.flat());
  const ids = new Set([id, ...sightings.map(sighting => sighting.id)]);

  progress('asking the failure places');
  const refused = await Promise.all(
    failurePlaces.map(async place =>
      (await ask(place.name, () => collect(place.findAny(ids)))).map(record => ofFailurePlace(place, record)),
    ),
  );
  // A message that only the correlation id stands in tells of none of the call's events in particular.
  const isKnown = sightings.length > 0;
  sightings.push(...refused.flat().filter(sighting => !isKnown || sighting.id !== id || sightings.some(known => known.id === id)));
  if (blobs !== undefined) sightings.push(...(await ask('the state table', () => openLines(found, blobs))));
  const isMissingInLake = sightings.length === 0 || sightings.some(sighting => !isSeen(sightings, sighting.id, 'security-lake'));
  if (stream !== undefined && isMissingInLake) {
    progress('looking through the stream');
    const { from } = range;
    sightings.push(...(await ask('the stream', () => collect(stream.find(ids, from)))).map(ofStream));
  }
  return { sightings, unanswered };
}

const isSeen = (sightings: readonly Sighting[], id: string, pipeline: string) =>
  sightings.some(sighting => sighting.id === id && sighting.pipeline === pipeline);

async function findInSource(
  source: ActivityLogSource,
  id: string,
  range: TimeRange,
  { interruption, progress }: TracePorts,
): Promise<readonly (SourceRecord | UnreadableRecord)[]> {
  const found: (SourceRecord | UnreadableRecord)[] = [];
  let count = 0;
  for await (const record of source.records(range)) {
    if (interruption.isRequested) throw new InterruptedError(`Looking through ${source.description}`);
    if (++count % 1_000 === 0) progress(`${count.toLocaleString('en')} records of the source looked through`);
    if (isUnreadable(record) ? record.id === id : isAsked(id, record.identity)) found.push(record);
  }
  return found;
}

/** Records that the pipeline has not come to yet. */
async function openLines(records: readonly (SourceRecord | UnreadableRecord)[], blobs: BlobProgress): Promise<readonly Sighting[]> {
  const open: Sighting[] = [];
  for (const record of records) {
    if (isUnreadable(record) || record.line === undefined) continue;
    const { line } = record;
    const committed = await blobs.committedOffset(line.blob);
    if (committed > line.offset) continue;
    open.push(ofOpenBlob(record, line, committed));
  }
  return open;
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
