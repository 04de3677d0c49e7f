import { type CloudTrailClient, GetEventDataStoreCommand, paginateListEventDataStores } from '@aws-sdk/client-cloudtrail';
import { SqlQueryError } from '../sql/sql-engine';

/** The last part of an ARN is the store's name in a query. */
export const storeIdOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/**
 * The store that the pipeline created, by its name: its id is CloudTrail's own choice. A store that waits for its deletion has the name too, and a listing does
 * not tell the two apart.
 *
 * @throws {SqlQueryError} when there is none
 */
export async function findStoreId(client: CloudTrailClient, name: string): Promise<string> {
  for await (const { EventDataStores = [] } of paginateListEventDataStores({ client }, {})) {
    for (const { EventDataStoreArn, Name } of EventDataStores) {
      if (Name !== name || EventDataStoreArn === undefined) continue;
      const { Status } = await client.send(new GetEventDataStoreCommand({ EventDataStore: EventDataStoreArn }));
      if (Status !== 'PENDING_DELETION') return storeIdOf(EventDataStoreArn);
    }
  }
  throw new SqlQueryError(`This account and Region have no event data store ${name}. Is the pipeline cloudtrail-lake deployed?`);
}
