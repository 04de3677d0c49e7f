import type { LakeQuery } from './lake-query';
import { azureAndCloudTrail } from './queries/azure-and-cloudtrail';
import { deletes } from './queries/deletes';
import { failuresByActor } from './queries/failures-by-actor';
import { firstSeenActors } from './queries/first-seen-actors';
import { roleAssignments } from './queries/role-assignments';

/** The named queries of the pipeline `security-lake`, in the order in which they are shown. */
export const lakeQueries: readonly LakeQuery[] = [azureAndCloudTrail, failuresByActor, firstSeenActors, deletes, roleAssignments];
