import type { ListedSubscription } from './subscriptions';

/** What is asked of Azure Resource Manager. */
export interface AzureLists {
  /** @throws with the `status` of an answer that is no success */
  get<T>(path: string): Promise<T>;
  /** Every item of every page. @throws with the `status` of an answer that is no success */
  list<T>(path: string): AsyncIterable<T>;
}

/** Those that whoever asks may see: https://learn.microsoft.com/rest/api/resources/subscriptions/list */
export async function listSubscriptions(azure: Pick<AzureLists, 'list'>): Promise<readonly ListedSubscription[]> {
  const listed: ListedSubscription[] = [];
  for await (const subscription of azure.list<ListedSubscription>('/subscriptions?api-version=2022-12-01')) listed.push(subscription);
  return listed;
}

/** https://learn.microsoft.com/rest/api/managementgroups/management-groups/get */
export const managementGroupPath = (id: string) =>
  `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(id)}?api-version=2020-05-01`;
