import { readEnvelope } from './envelope';
import { isJsonObject, type JsonObject } from './json-object';
import { parseJson } from './parse-json';
import { readSubscriptionId, subscriptionIn } from './subscription';

/**
 * The subscription that a record names, lower-case, exactly as `readRecord` finds it, without reading all the rest; undefined when it names none.
 *
 * @param fields the record, parsed by plain `JSON.parse`
 * @param text the same record's text, no deeper than `maxDepth`
 */
export function readNamedSubscription(fields: JsonObject, text: string): string | undefined {
  // Nearly every record: the exact spelling of the key comes before all others, and a resource id before all other members.
  const { resourceId } = fields;
  const subscriptionId = typeof resourceId === 'string' ? subscriptionIn(resourceId.trim()) : undefined;
  if (subscriptionId !== undefined && subscriptionId.trim() !== '') return subscriptionId.trim().toLowerCase();
  const members = parseJson(text);
  return isJsonObject(members) ? readSubscriptionId(readEnvelope(members)) : undefined;
}
