import type { BlobState, LastLine } from './blob-states';
import type { Item } from './dynamodb-state-table';

/**
 * A blob's item. What is committed and what was seen carry a creation time each: a listing can show a blob that has replaced the one that the
 * offset belongs to, and a processor can be on a blob that no listing has shown yet.
 *
 * `createdOn committedOffset lastLineLengthBytes lastLineSha256 completeEtag commitId`,
 * `seenCreatedOn seenLengthBytes seenEtag openSubscription`, `lostCreatedOn lostBytes`, `expiresAt`.
 */
export const blobKeyPrefix = 'blob#';

export const lostAttributes: readonly string[] = ['lostCreatedOn', 'lostBytes'];

export const text = (value: string) => ({ S: value });
export const number = (value: number) => ({ N: String(value) });

export function readBlobState(path: string, item: Item): BlobState {
  const createdOn = item.createdOn?.S;
  const committedOffset = Number(item.committedOffset?.N ?? 0);
  const seenCreatedOn = item.seenCreatedOn?.S;
  const seenIsOlder = createdOn !== undefined && seenCreatedOn !== undefined && seenCreatedOn < createdOn;
  return {
    path,
    createdOn,
    committedOffset,
    lastLine: readLastLine(item),
    seenLengthBytes: Math.max(committedOffset, seenIsOlder ? 0 : Number(item.seenLengthBytes?.N ?? 0)),
    completeEtag: item.completeEtag?.S,
    ...(seenCreatedOn === undefined ? {} : { seenCreatedOn }),
    ...(item.lostCreatedOn?.S === undefined
      ? {}
      : { lostPredecessor: { createdOn: item.lostCreatedOn.S, unreadBytes: Number(item.lostBytes?.N ?? 0) } }),
    ...(createdOn !== undefined && seenCreatedOn !== undefined && seenCreatedOn > createdOn
      ? { seenSuccessor: { createdOn: seenCreatedOn, lengthBytes: Number(item.seenLengthBytes?.N ?? 0) } }
      : {}),
  };
}

/** A condition: no listing has shown more since the state was read, which tells the longer of what was committed and what was seen of that blob. */
export function seenAs({ createdOn, seenCreatedOn, seenLengthBytes, seenSuccessor }: BlobState): {
  readonly condition: string;
  readonly values: Item;
} {
  const seen = { seen: number(seenSuccessor?.lengthBytes ?? seenLengthBytes) };
  if (seenSuccessor !== undefined) {
    return {
      condition: 'seenCreatedOn = :successor AND seenLengthBytes = :seen',
      values: { ...seen, successor: text(seenSuccessor.createdOn) },
    };
  }
  if (createdOn === undefined) {
    // Another blob of the same length is another blob.
    const values = seenCreatedOn === undefined ? seen : { ...seen, seenCreatedOn: text(seenCreatedOn) };
    return { condition: `${seenCreatedOn === undefined ? '' : 'seenCreatedOn = :seenCreatedOn AND '}seenLengthBytes = :seen`, values };
  }
  const nothingSeen = 'attribute_not_exists(seenCreatedOn) OR seenCreatedOn < :expectedCreatedOn';
  const notSeenBeyond = 'seenCreatedOn = :expectedCreatedOn AND (seenLengthBytes = :seen OR seenLengthBytes < :expectedOffset)';
  return { condition: `(${nothingSeen} OR (${notSeenBeyond}))`, values: seen };
}

function readLastLine({ lastLineLengthBytes, lastLineSha256 }: Item): LastLine | undefined {
  if (lastLineLengthBytes?.N === undefined || lastLineSha256?.S === undefined) return undefined;
  return { lengthBytes: Number(lastLineLengthBytes.N), sha256: lastLineSha256.S };
}

/** A condition: the item is where the state says, whatever listings have added to it. */
export function committedAs(state: BlobState | undefined): { readonly condition: string; readonly values: Item } {
  if (state?.createdOn === undefined) return { condition: 'attribute_not_exists(createdOn)', values: {} };
  const values: Item = { expectedCreatedOn: text(state.createdOn), expectedOffset: number(state.committedOffset) };
  const position = 'createdOn = :expectedCreatedOn AND committedOffset = :expectedOffset';
  if (state.lastLine === undefined) return { condition: `${position} AND attribute_not_exists(lastLineSha256)`, values };
  return {
    condition: `${position} AND lastLineLengthBytes = :expectedLineLength AND lastLineSha256 = :expectedLineSha256`,
    values: { ...values, expectedLineLength: number(state.lastLine.lengthBytes), expectedLineSha256: text(state.lastLine.sha256) },
  };
}
