/** What a client opens a link to. */
export type LinkAddress =
  | { readonly kind: 'cbs' }
  | { readonly kind: 'management' }
  | { readonly kind: 'producer'; readonly eventHubName: string; readonly partitionId?: string }
  | { readonly kind: 'consumer'; readonly eventHubName: string; readonly consumerGroup: string; readonly partitionId: string };

const consumer = /^(?<eventHubName>[^/]+)\/ConsumerGroups\/(?<consumerGroup>[^/]+)\/Partitions\/(?<partitionId>[^/]+)$/i;
const producer = /^(?<eventHubName>[^/$]+)(\/Partitions\/(?<partitionId>[^/]+))?$/i;

/** @returns undefined for an address that Event Hubs does not know */
export function parseLinkAddress(address: unknown): LinkAddress | undefined {
  const text = String(address ?? '').replace(/^amqps?:\/\/[^/]+\//, '');
  if (text === '$cbs') return { kind: 'cbs' };
  if (text === '$management') return { kind: 'management' };
  const { eventHubName = '', consumerGroup = '', partitionId = '' } = consumer.exec(text)?.groups ?? {};
  if (eventHubName !== '') return { kind: 'consumer', eventHubName, consumerGroup, partitionId };
  const groups = producer.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { eventHubName: hub = '', partitionId: partition } = groups;
  return { kind: 'producer', eventHubName: hub, ...(partition !== undefined && { partitionId: partition }) };
}
