import type { SourceRecord, UnreadableRecord } from '../events/activity-log-source';
import type { ArrivedEvent, Destination } from '../events/destination';
import type { FailurePlace, RefusedRecord } from '../events/failure-place';
import type { Sighting } from './sighting';
import type { StreamRecord } from './stream-search';

const nothing = { actor: undefined, identity: undefined, remark: undefined, remedy: undefined } as const;

/** @param pipeline whose source it is; undefined where all pipelines share it */
export function ofSource({ identity, isUncertain = false, place }: SourceRecord, pipeline: string | undefined): Sighting {
  const { correlationId, id } = identity;
  const seen = { ...nothing, kind: 'source', id, correlationId, pipeline, place, since: undefined } as const;
  return isUncertain
    ? { ...seen, remark: 'perhaps never sent: whoever fed it was cut off; the next feed sends it' }
    : { ...seen, identity };
}

/** What is no event: it can only lie in a failure place. */
export function ofUnreadable({ id, place, reason }: UnreadableRecord, pipeline: string | undefined): Sighting {
  return {
    ...nothing,
    kind: 'source',
    id,
    correlationId: undefined,
    pipeline,
    place,
    since: undefined,
    remark: `no pipeline takes it: ${reason}`,
  };
}

export function ofDestination({ description, pipeline }: Destination, { actor, arrivedAt, identity, place }: ArrivedEvent): Sighting {
  const { correlationId, id } = identity;
  return { ...nothing, kind: 'arrived', id, correlationId, pipeline, place: `${description}, ${place}`, since: arrivedAt, identity, actor };
}

export function ofFailurePlace(
  { name, pipeline, remedy }: FailurePlace,
  { correlationId, id, place, reason, refusedAt }: RefusedRecord,
): Sighting {
  return { ...nothing, kind: 'refused', id, correlationId, pipeline, place: `${name}, ${place}`, since: refusedAt, remark: reason, remedy };
}

export function ofStream({ arrivedAt, correlationId, id, place }: StreamRecord): Sighting {
  const remark = 'on the stream: the job has read it, or will';
  return { ...nothing, kind: 'in-flight', id, correlationId, pipeline: 'security-lake', place, since: arrivedAt, remark };
}

/** A record that the pipeline has not come to yet. */
export function ofOpenBlob({ identity }: SourceRecord, line: NonNullable<SourceRecord['line']>, committedOffset: number): Sighting {
  const { correlationId, id } = identity;
  const remark = `the record begins at byte ${line.offset}, and the blob is committed up to byte ${committedOffset}: it is read within minutes`;
  return { ...nothing, kind: 'in-flight', id, correlationId, pipeline: 'cloudtrail-lake', place: line.blob, since: undefined, remark };
}
