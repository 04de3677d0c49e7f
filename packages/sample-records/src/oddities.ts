import { type JsonFields, JsonText, type JsonValue, toJsonText } from './json-text';
import type { RecordShape } from './sample-records-options';
import type { SeededRandom } from './seeded-random';

/** One way in which real records differ from what their documentation says. The record can be mapped all the same. */
type Oddity = (fields: JsonFields, random: SeededRandom) => JsonFields;

/** Where the record has a field already, the new value stands in its place; fields that are `undefined` are left out. */
const put =
  (more: JsonFields): Oddity =>
  fields => ({ ...fields, ...more });

const anyOf =
  (key: string, values: readonly JsonValue[]): Oddity =>
  (fields, random) => ({ ...fields, [key]: random.pick(values) });

const inProperties =
  (more: JsonFields): Oddity =>
  fields => ({ ...fields, properties: isFields(fields.properties) ? { ...fields.properties, ...more } : more });

const inIdentity =
  (change: (identity: JsonFields) => JsonFields): Oddity =>
  fields => {
    const identity = fields.identity instanceof JsonText ? JSON.parse(fields.identity.text) : fields.identity;
    return isFields(identity) ? { ...fields, identity: change(identity) } : fields;
  };

const asText = (value: JsonValue): string | undefined => (value === undefined ? undefined : toJsonText(value));

const isFields = (value: JsonValue): value is JsonFields =>
  typeof value === 'object' && value !== null && !(value instanceof JsonText) && !Array.isArray(value);

/** The same second, spelled in another way. */
const respellTime =
  (key: string, respell: (seconds: string, random: SeededRandom) => string): Oddity =>
  (fields, random) => {
    const time = fields[key];
    return typeof time === 'string' ? { ...fields, [key]: respell(time.slice(0, 19), random) } : fields;
  };

const digits = (count: number, random: SeededRandom): string => `${1_000_000_000 + random.below(1_000_000_000)}`.slice(1, 1 + count);

const withFraction = (count: number) => (seconds: string, random: SeededRandom) => `${seconds}.${digits(count, random)}Z`;

/** `4/23/2025 3:01:23 PM`, as exports through spreadsheets write it. */
function americanTime(seconds: string): string {
  const [year, month, day, hour, minute, second] = seconds.split(/[-T:]/).map(Number) as [number, number, number, number, number, number];
  const two = (part: number) => String(part).padStart(2, '0');
  return `${month}/${day}/${year} ${hour % 12 || 12}:${two(minute)}:${two(second)} ${hour < 12 ? 'AM' : 'PM'}`;
}

const renamed =
  (from: string, to: string): Oddity =>
  fields =>
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key === from ? to : key, value]));

const timeSpellings: readonly Oddity[] = [
  ...[0, 2, 3, 6, 9].map(count => respellTime('time', count === 0 ? seconds => `${seconds}Z` : withFraction(count))),
  respellTime('time', seconds => `${seconds}.5300000+00:00`),
  respellTime('time', seconds => `${new Date(Date.parse(`${seconds}Z`) + 7_200_000).toISOString().slice(0, 19)}+02:00`),
  respellTime('time', seconds => `${seconds}.12`),
  respellTime('time', americanTime),
  renamed('time', 'TimeGenerated'),
];

const statusWords: readonly Oddity[] = [
  ...['Succeeded', 'Succeeded.', 'Started', 'Failed', '0', 'Canceled', 'TimedOut', 'InProgress'].map(word => put({ resultType: word })),
  ...['', '200', '403', '409', 'Started'].map(word => put({ resultSignature: word })),
];

const levels: readonly Oddity[] = [
  ...['Information', 'TRACE', 'Verbose', 'Critical', undefined].map(level => put({ level })),
  put({ Level: 5 }),
  put({ level: undefined, Level: 2 }),
];

/** Beyond 2^53 a double cannot tell two numbers apart; beyond 2^31 OCSF's integer ends. */
const numbers: readonly Oddity[] = [
  put({ durationMs: 2826 }),
  put({ durationMs: new JsonText('9007199254740993') }),
  put({ durationMs: new JsonText('1.50e3') }),
  put({ durationMs: '-1' }),
  put({ durationMs: '3000000000' }),
  inProperties({ sequence: new JsonText('12345678901234567890'), ratio: new JsonText('0.10'), retries: 3, final: true }),
];

const addresses: readonly Oddity[] = [
  anyOf('callerIpAddress', ['0.0.0.0', '127.0.0.0/8', '', undefined]),
  anyOf('callerIpAddress', ['203.0.113.77:49152', '::ffff:192.0.2.88']),
  anyOf('callerIpAddress', ['2001:db8:4::9', '[2001:db8:4::9]', '[2001:db8:4::9]:443']),
  put({ callerIpAddress: 'Redacted' }),
];

const identities: readonly Oddity[] = [
  put({ identity: undefined }),
  put({ identity: {} }),
  put({ identity: 'not recorded' }),
  fields => ({ ...fields, identity: asText(fields.identity) }),
  inIdentity(identity => ({ ...identity, claims: asText(identity.claims) })),
  inIdentity(identity => ({ ...identity, authorization: asText(identity.authorization) })),
];

const contents: readonly Oddity[] = [
  fields => ({ ...fields, properties: asText(fields.properties) }),
  put({ properties: undefined }),
  put({ properties: null }),
  put({ properties: 'no further details' }),
  inProperties({ requestbody: { location: 'westeurope', properties: { enabled: true, capacity: 2 } } }),
  inProperties({ requestBody: '{"spelled":"in another case"}', statusMessage: '"a quoted text"' }),
  inProperties({ serviceRequestId: null, responseBody: null }),
  inProperties({ note: 'first line\nsecond line\r\n\tthird' }),
  inProperties({ note: 'line\u2028and paragraph\u2029separators, 東京, 🧭' }),
  inProperties({ note: new JsonText('"escaped \\u00fc, \\ud83e\\udded, a lone \\ud83d and a solidus \\/"') }),
  inProperties({ ['x'.repeat(300)]: 'y'.repeat(3000) }),
];

const keys: readonly Oddity[] = [
  renamed('tenantId', 'tenantId"'),
  renamed('resourceId', 'ResourceId'),
  renamed('tenantId', 'TenantId'),
  // The text of a field may hold the next one: so the record carries one key twice, or white space that only the original bytes keep.
  put({ location: new JsonText('"global","location":"westeurope"') }),
  put({ location: new JsonText(' \t"global" ') }),
  put({ resultDescription: '  blanks around  ', channels: 'Operation' }),
];

const places: readonly Oddity[] = [
  put({ resourceId: undefined }),
  put({ resourceId: '' }),
  put({ resourceId: '/providers/Microsoft.Authorization' }),
  put({ resourceId: '/PROVIDERS/MICROSOFT.MANAGEMENT/MANAGEMENTGROUPS/MG-ROOT' }),
  fields => {
    const { resourceId } = fields;
    return typeof resourceId === 'string'
      ? { ...fields, resourceId: resourceId.replace(/(resourcegroups)\/[^/]+/i, '$1/DummyValue') }
      : fields;
  },
  put({ correlationId: 'abc-123' }),
  put({ correlationId: undefined }),
];

const exportedOddities = [timeSpellings, statusWords, levels, numbers, addresses, identities, contents, keys, places].flat();

const httpRequest = (clientIpAddress: string) =>
  put({
    httpRequest: {
      clientRequestId: '5f0c1e1a-6f0f-4a53-9a2c-3e0b8f1d7c21',
      clientIpAddress,
      method: 'PUT',
      uri: 'https://management.example.com/x',
    },
  });

const restOddities: readonly Oddity[] = [
  ...[0, 2, 3, 6, 9].map(count => respellTime('eventTimestamp', count === 0 ? seconds => `${seconds}Z` : withFraction(count))),
  httpRequest('192.0.2.61'),
  httpRequest('2001:db8:77::1'),
  put({ subStatus: { value: 'Created', localizedValue: 'Created (HTTP Status Code: 201)' } }),
  put({ correlationId: undefined }),
  put({ claims: {} }),
  put({ claims: undefined, caller: undefined }),
  put({ description: 'first line\r\nsecond line' }),
  inProperties({ requestbody: { location: 'westeurope' }, responseBody: '{"id":"/subscriptions/x"}' }),
  inProperties({ serviceRequestId: null }),
  // An id that cannot stand for an event: the hash of the record's bytes takes its place.
  put({ eventDataId: '' }),
  put({ eventDataId: 'has blanks and / slashes' }),
];

/** Makes one record odd; the oddities take turns, so that every one comes up in a few hundred records. */
export class OddityRound {
  readonly #oddities: readonly Oddity[];
  #next = 0;

  constructor(shape: RecordShape) {
    this.#oddities = shape === 'exported' ? exportedOddities : restOddities;
  }

  apply(fields: JsonFields, random: SeededRandom): JsonFields {
    const oddity = this.#oddities[this.#next] as Oddity;
    this.#next = (this.#next + 1) % this.#oddities.length;
    return oddity(fields, random);
  }
}
