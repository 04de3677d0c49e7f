/**
 * What a record is like, apart from its own names and numbers: every key path with the kind of its value, and the form of the values
 * that the mapping looks at. Two records of one shape go the same way through the mapping.
 */
export function shapeOf(text: string): readonly string[] {
  const record: unknown = JSON.parse(text);
  const features = new Set<string>();
  addPaths('', record, features);
  for (const [key, form] of Object.entries(forms)) {
    const value = (record as Record<string, unknown>)[key];
    if (value !== undefined) features.add(`${key} is ${form(value)}`);
  }
  return [...features].sort();
}

function addPaths(path: string, value: unknown, features: Set<string>): void {
  features.add(`${path}: ${kindOf(value)}`);
  if (Array.isArray(value)) for (const element of value) addPaths(`${path}[]`, element, features);
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) addPaths(`${path}/${key.replace(guids, '<id>')}`, member, features);
}

const guids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'string') return typeof value;
  if (value === '') return 'empty text';
  if (/^[[{]/.test(value)) return 'JSON text';
  return value.includes('\n') ? 'text of several lines' : 'text';
}

const wordOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'value' in value ? `pair of ${String(value.value)}` : String(value);

/** Letters and digits of an id differ from record to record; how it is put together does not. */
const pathForm = (value: unknown): string => {
  const path = String(value);
  if (!path.startsWith('/')) return 'no path';
  const segments = path.split('/').filter(segment => segment !== '');
  const casing = path.startsWith('/SUBSCRIPTIONS') ? 'upper' : 'mixed';
  return `${casing}-case path of ${segments.some(segment => /^providers$/i.test(segment)) ? 'a resource' : segments.length > 2 ? 'a group' : 'a subscription'}`;
};

const timeForm = (value: unknown): string => String(value).replace(/\d+/g, digits => `${digits.length} digits `);

const addressForm = (value: unknown): string => (value === '0.0.0.0' ? 'none' : String(value).replace(/\d+/g, 'n'));

const correlationForm = (value: unknown): string => {
  const id = String(value);
  if (id.startsWith('/')) return 'a path';
  return /^[-0-9a-z]{36}$/i.test(id) ? 'a GUID' : 'another text';
};

const operationForm = (value: unknown): string => {
  const name = typeof value === 'object' ? wordOf(value).slice('pair of '.length) : String(value);
  if (name.includes(' ')) return `in words: ${name}`;
  const casing = name === name.toUpperCase() ? 'upper' : name === name.toLowerCase() ? 'lower' : 'mixed';
  return `${casing} case, ${name.split('/').slice(1).at(-1)?.toLowerCase() ?? 'one word'}`;
};

const forms: Readonly<Record<string, (value: unknown) => string>> = {
  time: timeForm,
  eventTimestamp: timeForm,
  category: wordOf,
  operationName: operationForm,
  resultType: wordOf,
  resultSignature: wordOf,
  status: wordOf,
  level: wordOf,
  Level: wordOf,
  channels: wordOf,
  callerIpAddress: addressForm,
  resourceId: pathForm,
  correlationId: correlationForm,
};
