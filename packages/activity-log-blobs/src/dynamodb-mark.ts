import type { ListedBlob } from './blob-container';
import { blobKeyPrefix, committedAs, number, readBlobState, text } from './blob-state-item';
import type { LostPredecessor } from './blob-states';
import type { DynamoDbStateTable, Item, UpdateOutcome } from './dynamodb-state-table';
import { BlobStatesError } from './errors';

const notCommitted = '(attribute_not_exists(createdOn) OR createdOn <> :createdOn OR committedOffset < :length)';
const seenSame = 'seenCreatedOn = :createdOn';
const notSeenLonger = `(attribute_not_exists(seenCreatedOn) OR (${seenSame} AND seenLengthBytes <= :length))`;
/** Each failure means that somebody else has written in between. */
const maxAttempts = 10;

/** One `markSeen`: a single write, but for a blob that takes another one's place, or that an earlier listing has shown longer. */
export class DynamoDbMark {
  private readonly key: string;
  private readonly values: Item;

  constructor(
    private readonly table: DynamoDbStateTable,
    private readonly blob: ListedBlob,
    /** What puts a blob into the index. */
    private readonly open: Item,
  ) {
    this.key = blobKeyPrefix + blob.path;
    this.values = { createdOn: text(blob.createdOn), length: number(blob.lengthBytes) };
  }

  async write(): Promise<void> {
    let outcome = await this.mark({ condition: notSeenLonger });
    for (let attempt = 1; !outcome.applied && this.isOlder(outcome.item); attempt++) {
      if (this.isCommitted(outcome.item)) return;
      if (attempt === maxAttempts) throw new BlobStatesError(`${this.blob.path}: its state moved during ${maxAttempts} writes.`);
      outcome = await this.takePlaceOf(outcome.item);
    }
    if (!outcome.applied && outcome.item?.seenCreatedOn?.S === this.blob.createdOn) await this.markSeenLonger(outcome.item);
  }

  /** What is lost is computed from the item as it stands, so the write holds for that item alone. */
  private takePlaceOf(item: Item): Promise<UpdateOutcome> {
    const committed = committedAs(readBlobState(this.blob.path, item));
    const lost = lostWith(item);
    return this.mark({
      condition: `seenCreatedOn = :olderCreatedOn AND seenLengthBytes = :olderLength AND ${committed.condition}`,
      values: { ...committed.values, olderCreatedOn: text(item.seenCreatedOn?.S ?? ''), olderLength: number(seenLength(item)) },
      set: lost && { lostCreatedOn: text(lost.createdOn), lostBytes: number(lost.unreadBytes) },
    });
  }

  /** A longer length was seen of it: by an aggregator that was faster, or before the blob was written anew. The latest etag tells a commit which. */
  private async markSeenLonger(item: Item): Promise<void> {
    const seenEtag = text(this.blob.etag);
    if (this.isCommitted(item)) {
      const { createdOn = text(this.blob.createdOn) } = this.values;
      await this.table.update({ key: this.key, set: { seenEtag }, condition: seenSame, values: { createdOn } });
    } else {
      const condition = `${seenSame} AND ${notCommitted}`;
      await this.table.update({ key: this.key, set: { seenEtag, ...this.open }, remove: ['completeEtag'], condition, values: this.values });
    }
  }

  private mark(part: { condition: string; values?: Item; set?: Item | undefined }): Promise<UpdateOutcome> {
    const { createdOn, etag, lengthBytes } = this.blob;
    return this.table.update({
      key: this.key,
      set: {
        seenCreatedOn: text(createdOn),
        seenLengthBytes: number(lengthBytes),
        seenEtag: text(etag),
        ...this.open,
        ...part.set,
      },
      remove: ['completeEtag'],
      condition: `${notCommitted} AND ${part.condition}`,
      values: { ...this.values, ...part.values },
    });
  }

  private isOlder(item: Item | undefined): item is Item {
    return item?.seenCreatedOn?.S !== undefined && item.seenCreatedOn.S < this.blob.createdOn;
  }

  private isCommitted({ committedOffset, createdOn }: Item): boolean {
    return createdOn?.S === this.blob.createdOn && Number(committedOffset?.N) >= this.blob.lengthBytes;
  }
}

const seenLength = ({ seenLengthBytes }: Item) => Number(seenLengthBytes?.N ?? 0);

/** What nobody can read any more once another blob stands where the seen one stood. Undefined: nothing, or it was counted when the later one was committed. */
function lostWith(item: Item): LostPredecessor | undefined {
  const [createdOn = '', seenCreatedOn = ''] = [item.createdOn?.S, item.seenCreatedOn?.S];
  const committed = seenCreatedOn === createdOn ? Number(item.committedOffset?.N ?? 0) : 0;
  const unreadBytes = seenCreatedOn < createdOn ? 0 : seenLength(item) - committed;
  if (unreadBytes <= 0) return undefined;
  return { createdOn: item.lostCreatedOn?.S ?? seenCreatedOn, unreadBytes: unreadBytes + Number(item.lostBytes?.N ?? 0) };
}
