import { randomUUID } from 'node:crypto';
import { parseBlobPath } from './blob-path';
import { blobKeyPrefix, committedAs, lostAttributes, number, readBlobState, text } from './blob-state-item';
import type { BlobCommit, BlobState } from './blob-states';
import type { DynamoDbStateTable, Item, UpdateOutcome } from './dynamodb-state-table';

/** Nothing longer, or later, was seen than what was read: the same etag, or no more bytes of the same or an older blob. */
const nothingLongerSeen =
  '(attribute_not_exists(seenCreatedOn) OR seenCreatedOn < :newCreatedOn OR (seenCreatedOn = :newCreatedOn AND (seenLengthBytes <= :newLength OR seenEtag = :newEtag)))';

/** One commit, which closes the blob if it may and else leaves it open. */
export class DynamoDbCommit {
  /**
   * Tells our own write from another processor's equal one: when an answer gets lost the SDK sends the request again, and the condition then fails
   * on what its first attempt has written.
   */
  private readonly commitId = randomUUID();
  private readonly key: string;

  constructor(
    private readonly table: DynamoDbStateTable,
    private readonly commit: BlobCommit,
    private readonly expiry: Item,
  ) {
    this.key = blobKeyPrefix + commit.path;
  }

  async write(): Promise<BlobState | undefined> {
    const { complete } = this.commit;
    const closed = complete && this.ownState(await this.close(complete));
    return closed ?? this.ownState(await this.leaveOpen());
  }

  private close({ etag, lengthBytes }: NonNullable<BlobCommit['complete']>): Promise<UpdateOutcome> {
    const { createdOn, raised } = this.commit;
    const nothingLost = 'attribute_not_exists(lostCreatedOn)';
    const nothingUnraised = raised === undefined ? nothingLost : `(${nothingLost} OR lostCreatedOn = :raised)`;
    const seen = { seenCreatedOn: text(createdOn), seenLengthBytes: number(lengthBytes), seenEtag: text(etag) };
    return this.update({
      set: { completeEtag: text(etag), ...seen },
      remove: ['openSubscription'],
      condition: `${nothingLongerSeen} AND ${nothingUnraised}`,
      values: {
        newCreatedOn: text(createdOn),
        newLength: number(lengthBytes),
        newEtag: text(etag),
        ...(raised === undefined ? {} : { raised: text(raised) }),
      },
    });
  }

  /** A blob whose end is not committed belongs into the index, also when no listing has put it there. */
  private leaveOpen(): Promise<UpdateOutcome> {
    const subscriptionId = parseBlobPath(this.commit.path)?.subscriptionId;
    return this.update({ set: subscriptionId === undefined ? {} : { openSubscription: text(subscriptionId) }, remove: ['completeEtag'] });
  }

  private update(part: { set: Item; remove: string[]; condition?: string; values?: Item }): Promise<UpdateOutcome> {
    const { createdOn, committedOffset, lastLine, raised } = this.commit;
    const expected = committedAs(this.commit.expected);
    return this.table.update({
      key: this.key,
      set: {
        createdOn: text(createdOn),
        committedOffset: number(committedOffset),
        commitId: text(this.commitId),
        ...(lastLine && { lastLineLengthBytes: number(lastLine.lengthBytes), lastLineSha256: text(lastLine.sha256) }),
        ...this.expiry,
        ...part.set,
      },
      remove: [
        ...part.remove,
        ...(lastLine ? [] : ['lastLineLengthBytes', 'lastLineSha256']),
        ...(raised === undefined ? [] : lostAttributes),
      ],
      condition: part.condition === undefined ? expected.condition : `${expected.condition} AND ${part.condition}`,
      values: { ...expected.values, ...part.values },
    });
  }

  private ownState({ applied, item }: UpdateOutcome): BlobState | undefined {
    if (item === undefined || !(applied || item.commitId?.S === this.commitId)) return undefined;
    return readBlobState(this.commit.path, item);
  }
}
