import type { AccessKeyQuery, QueryOptions } from '../access-key-query';
import { creationTrend } from './creation-trend';
import { inactiveKeys } from './inactive-keys';
import { keysByServiceAndRegion } from './keys-by-service-and-region';
import { keysOlderThan } from './keys-older-than';
import { rootUserKeys } from './root-user-keys';
import { snapshotHealth } from './snapshot-health';
import { snapshotKeys } from './snapshot-keys';
import { unusedKeys } from './unused-keys';
import { usersWithTwoActiveKeys } from './users-with-two-active-keys';
import { whatChanged } from './what-changed';

/** The queries that stand in the workspace, each a whole text; the two main questions first. */
export const savedSearches = (options: QueryOptions): readonly AccessKeyQuery[] =>
  [
    keysOlderThan,
    creationTrend,
    unusedKeys,
    inactiveKeys,
    keysByServiceAndRegion,
    usersWithTwoActiveKeys,
    whatChanged,
    rootUserKeys,
    snapshotKeys,
    snapshotHealth,
  ].map(query => query(options));
