import type { Environment, StateBackend } from '@audit-bridge/config';
import { DeleteObjectsCommand, ListObjectVersionsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { AwsConnections } from '../clouds/aws-connections';

type StateBucket = Extract<StateBackend, { kind: 's3' }>;

/** The bucket may be another account's than the environment: its key says whose. */
export const ownerOfState = ({ kmsKeyArn }: StateBucket): string => kmsKeyArn.split(':')[4] ?? '';

export interface StateObject {
  /** Of the stack. */
  readonly name: string;
  readonly writtenAt: Date;
}

const suffix = '.tfstate';
const keyOf = ({ keyPrefix }: StateBucket, name: string): string => `${keyPrefix}/${name}${suffix}`;

/** States of stacks whose names begin alike, where they are kept in a bucket. */
export async function listStates(
  aws: AwsConnections,
  { state }: Pick<Environment, 'state'>,
  beginning: string,
): Promise<readonly StateObject[]> {
  if (state.kind === 'local') return [];
  const client = aws.client(S3Client, { region: state.region });
  const Prefix = `${state.keyPrefix}/${beginning}`;
  const found: StateObject[] = [];
  const request = { Bucket: state.bucket, ExpectedBucketOwner: ownerOfState(state), Prefix };
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, request))
    for (const { Key = '', LastModified } of Contents)
      if (Key.endsWith(suffix))
        found.push({ name: Key.slice(state.keyPrefix.length + 1, -suffix.length), writtenAt: LastModified ?? new Date(0) });
  return found;
}

/** A state that could not be removed. */
export class StateNotRemovedError extends Error {
  override readonly name = 'StateNotRemovedError';
}

/** Removes states that tell of nothing any more, with every version: they hold secrets of what is gone. */
export async function removeStates(aws: AwsConnections, { state }: Pick<Environment, 'state'>, names: readonly string[]): Promise<void> {
  if (state.kind === 'local') return;
  const client = aws.client(S3Client, { region: state.region });
  const bucket = { Bucket: state.bucket, ExpectedBucketOwner: ownerOfState(state) };
  for (const Key of names.map(name => keyOf(state, name))) {
    for (;;) {
      const { DeleteMarkers = [], Versions = [] } = await client.send(new ListObjectVersionsCommand({ ...bucket, Prefix: Key }));
      const Objects = [...Versions, ...DeleteMarkers].filter(version => version.Key === Key).map(({ VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) break;
      const { Errors: [error] = [] } = await client.send(new DeleteObjectsCommand({ ...bucket, Delete: { Objects, Quiet: true } }));
      if (error !== undefined)
        throw new StateNotRemovedError(`The state s3://${state.bucket}/${Key} was not removed: ${error.Code} ${error.Message}`);
    }
  }
}
