import type { Tags } from '../sandbox-identity';

interface TagPair {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
  /** KMS's own words. */
  readonly TagKey?: string | undefined;
  readonly TagValue?: string | undefined;
}

/** Tags as most services list them. */
export const tagsOf = (pairs: readonly TagPair[] = []): Tags =>
  Object.fromEntries(pairs.map(({ Key, TagKey = Key ?? '', TagValue, Value = TagValue }) => [TagKey, Value]));
