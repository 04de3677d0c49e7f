import type { Environment } from '@audit-bridge/config';
import { project } from '@audit-bridge/naming';
import type { AzureConnections } from '../../clouds/azure-connections';
import type { Tags } from '../sandbox-identity';
import type { Trace } from './listed-sandbox';

interface Tagged {
  readonly id: string;
  readonly tags?: Tags;
  /** ISO, where it was asked for. */
  readonly createdTime?: string;
}

/** What tells of sandboxes in Azure: tags of resource groups and resources. */
export async function azureTraces(
  azure: AzureConnections,
  { azure: { subscriptionId }, name }: Pick<Environment, 'azure' | 'name'>,
): Promise<readonly Trace[]> {
  const api = azure.resourceManager();
  const filter = encodeURIComponent(`tagName eq 'Environment' and tagValue eq '${name}'`);
  const subscription = `/subscriptions/${subscriptionId}`;
  const traces: Trace[] = [];
  const add = (kind: Trace['kind'], { createdTime, id, tags = {} }: Tagged) => {
    const { Environment: environment, Owner: owner, Project: ofProject } = tags;
    if (owner === undefined || environment !== name || ofProject !== project) return;
    traces.push({ owner, kind, id: id.toLowerCase(), ...(createdTime === undefined ? {} : { madeAt: new Date(createdTime) }) });
  };
  for await (const group of api.list<Tagged>(`${subscription}/resourcegroups?$filter=${filter}&api-version=2021-04-01`))
    add('azure-group', group);
  const resources = `${subscription}/resources?$filter=${filter}&$expand=createdTime&api-version=2021-04-01`;
  for await (const resource of api.list<Tagged>(resources)) add('azure-resource', resource);
  return traces;
}
