import type { Tags } from '../../sandbox-identity';
import type { RemainingThing, SandboxThing, SweepReport } from '../sweep-report';
import type { AzureSweep } from './azure-sweep';
import { unlessGone } from './resource-groups';

interface TaggedResource {
  readonly id: string;
  readonly type: string;
  readonly tags?: Tags;
}

interface Provider {
  readonly resourceTypes?: readonly { readonly resourceType: string; readonly apiVersions?: readonly string[] }[];
}

/** What carries the sandbox's tags in a resource group of somebody else. */
export async function sweepTaggedResources({ azure, environment, identity, run }: AzureSweep): Promise<SweepReport> {
  const api = azure.resourceManager();
  const subscription = `/subscriptions/${environment.azure.subscriptionId}`;
  const filter = encodeURIComponent(`tagName eq 'Owner' and tagValue eq '${identity.owner}'`);
  const removed: SandboxThing[] = [];
  const remaining: RemainingThing[] = [];
  for await (const { id, tags = {}, type } of api.list<TaggedResource>(
    `${subscription}/resources?$filter=${filter}&api-version=2021-04-01`,
  )) {
    if (!identity.ownsTags(tags)) continue;
    run.interruption.signal.throwIfAborted();
    const thing = { kind: type, name: id };
    run.progress(`Azure: ${type} ${id}`);
    try {
      const [namespace = '', ...rest] = type.split('/');
      const { resourceTypes = [] } = await api.get<Provider>(`${subscription}/providers/${namespace}?api-version=2021-04-01`);
      const known = resourceTypes.find(({ resourceType }) => resourceType.toLowerCase() === rest.join('/').toLowerCase());
      const version = known?.apiVersions?.find(date => !date.endsWith('-preview')) ?? known?.apiVersions?.[0];
      if (version === undefined) throw new Error('Azure tells no API version of its type: remove it by hand');
      await unlessGone(api.send('DELETE', `${id}?api-version=${version}`));
      removed.push(thing);
    } catch (error) {
      remaining.push({ ...thing, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { removed, remaining };
}
