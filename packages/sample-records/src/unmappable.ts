import type { RefusalReason } from '@audit-bridge/activity-log';
import { foreignLog } from './foreign-logs';
import { type JsonFields, JsonText, toJsonText } from './json-text';
import type { Occurrence } from './occurrence';
import type { SeededRandom } from './seeded-random';
import type { World } from './world';

export interface UnmappableLine {
  readonly bytes: Buffer;
  readonly expected: RefusalReason;
}

/** What a reason's lines are made of: a mappable record that is spoiled. `turn` counts the lines of that reason, so that each way comes up. */
type Spoil = (occurrence: Occurrence, turn: number, world: World) => string | Buffer;

const spoilers: Readonly<Partial<Record<RefusalReason, Spoil>>> = {
  MalformedJson: ({ fields }, turn, { random }) => takeTurn(malformations, turn)(toJsonText(fields), random),
  NotAnObject: ({ fields }, turn) => takeTurn([`[${toJsonText(fields)}]`, '"just a text"', '4711', 'null', 'true'], turn),
  InvalidUtf8: ({ fields }, turn) => notUtf8(takeTurn(invalidSequences, turn), fields),
  TooDeep: ({ fields }) => toJsonText({ ...fields, properties: new JsonText(`${'['.repeat(tooDeep)}${']'.repeat(tooDeep)}`) }),
  MissingTime: (occurrence, turn, world) => toJsonText(takeTurn(withoutTime, turn)(occurrence.fields, world)),
  UnusableTime: ({ fields }, turn) => toJsonText({ ...fields, [timeKey(fields)]: takeTurn(unusableTimes, turn) }),
  ForeignLog: ({ subscriptionId, eventMilliseconds }, turn, world) =>
    toJsonText(foreignLog(subscriptionId, eventMilliseconds, turn, world)),
  UnknownSubscription: ({ fields, subscriptionId }, _turn, { random }) => moved(fields, subscriptionId, random.guid()),
  SubscriptionMismatch: ({ fields, subscriptionId }, _turn, { subscriptionIds, random }) =>
    moved(fields, subscriptionId, random.pick(subscriptionIds.filter(id => id !== subscriptionId))),
};

/** Deeper than anything that can be written again. */
const tooDeep = 5000;

const takeTurn = <T>(choices: readonly T[], turn: number): T => choices[turn % choices.length] as T;

const malformations: readonly ((text: string, random: SeededRandom) => string)[] = [
  (text, random) => text.slice(0, random.between(1, text.length - 1)),
  text => text.replace('{"', '{'),
  text => `${text.slice(0, -1)},}`,
  text => text.replaceAll('"', "'"),
  text => `${text.slice(0, -1)},"ratio":NaN}`,
  text => `${text}${text}`,
  text => text.replace(',', '\u0000,'),
  () => '2026-03-04 05:06:07 WARN the collector was restarted',
];

const invalidSequences = [[0xc3, 0x28], [0xff], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]];

function notUtf8(sequence: readonly number[], fields: JsonFields): Buffer {
  const text = toJsonText(fields);
  return Buffer.concat([Buffer.from(`${text.slice(0, -1)},"note":"`), Buffer.from(sequence), Buffer.from('"}')]);
}

const timeKeys = ['time', 'eventTimestamp', 'TimeGenerated'];

const timeKey = (fields: JsonFields): string => timeKeys.find(key => key in fields) ?? 'time';

const unusableTimes: readonly JsonFields[string][] = [
  '0001-01-01T00:00:00Z',
  '2026-02-30T10:00:00Z',
  '2026-13-01T00:00:00.0000000Z',
  '2026-03-04T25:61:00Z',
  '2026-03-0xT05:06:07Z',
  'yesterday',
  '-',
];

const excerptTypes = ['Microsoft.KeyVault/vaults', 'Microsoft.CognitiveServices/accounts', 'Microsoft.Storage/storageAccounts'];

/** Records whose time is gone, and the excerpts that articles and rule collections print. */
const withoutTime: readonly ((fields: JsonFields, world: World) => JsonFields)[] = [
  fields => ({ ...fields, [timeKey(fields)]: undefined }),
  fields => ({ ...fields, [timeKey(fields)]: null }),
  fields => ({ ...fields, [timeKey(fields)]: '' }),
  (_, world) => {
    const { type, path } = excerptResource(world);
    const operationName = `${type}/${world.random.pick(['write', 'delete'])}`.toUpperCase();
    return { operationName, category: 'Administrative', resultType: 'Success', properties: { entity: path } };
  },
  (_, world) => {
    const { type, path } = excerptResource(world);
    const operationName = { value: `${type}/write`, localizedValue: 'Update' };
    const hierarchy = '[REMOVED]';
    return {
      operationName,
      properties: {
        statusCode: 'Created',
        serviceRequestId: null,
        eventCategory: 'Administrative',
        entity: path,
        message: `${type}/write`,
        hierarchy,
      },
    };
  },
  (_, world) => excerptOfAnswer('write', 'Started', undefined, world),
  (_, world) => excerptOfAnswer('listKeys/action', 'Succeeded', 'OK', world),
];

function excerptResource({ random, subscriptionIds }: World) {
  const type = random.pick(excerptTypes);
  return {
    type,
    path: `/subscriptions/${subscriptionIds[0]}/resourceGroups/rg-data/providers/${type}/${type.slice(10, 12)}${random.between(1, 99)}`,
  };
}

function excerptOfAnswer(verb: string, status: string, statusCode: string | undefined, world: World): JsonFields {
  const { type, path } = excerptResource(world);
  const name = `${type}/${verb}`;
  return {
    authorization: { action: name, scope: path },
    caller: 'marit@quillfern.example',
    category: { value: 'Administrative' },
    operationName: { value: name },
    resourceId: path,
    status: { value: status },
    properties: { statusCode, message: name },
  };
}

/** The record as if it were about another subscription. */
function moved(fields: JsonFields, from: string, to: string): string {
  const resourceId = `/subscriptions/${to}/resourceGroups/rg-web/providers/Microsoft.Web/sites/app-stray`;
  return toJsonText({ ...fields, resourceId, subscriptionId: fields.subscriptionId === from ? to : undefined });
}

/** Spoils records, the reasons in turns. */
export class UnmappableRound {
  readonly #reasons: readonly [RefusalReason, Spoil][];
  #count = 0;

  constructor(private readonly world: World) {
    const reasons = Object.entries(spoilers) as [RefusalReason, Spoil][];
    this.#reasons = reasons.filter(([reason]) => reason !== 'SubscriptionMismatch' || world.subscriptionIds.length > 1);
  }

  spoil(occurrence: Occurrence): UnmappableLine {
    const [expected, spoil] = this.#reasons[this.#count % this.#reasons.length] as [RefusalReason, Spoil];
    const line = spoil(occurrence, Math.floor(this.#count / this.#reasons.length), this.world);
    this.#count++;
    return { bytes: typeof line === 'string' ? Buffer.from(line) : line, expected };
  }
}
