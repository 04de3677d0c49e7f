import { UnfitRecordError } from './record-text';

/** What the service appends to a member's name to name its column. */
export type ColumnEnding = '_b' | '_d' | '_g' | '_s' | '_t';

/** https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#data-limits */
const maxColumnNameLength = 45;
const maxColumns = 500;

const certainTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/;
/** More than is documented: what a lenient reader could take for a time. */
const perhapsTime = /^\s*\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d.*)?\s*$/;
/** With dashes or without, both documented, and what .NET writes around one. */
const perhapsGuid = /^\s*[{(]?[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}[)}]?\s*$/i;

/**
 * The ending that a value gives its column; undefined where it cannot be told: the documentation leaves open what is taken for a time or a GUID.
 *
 * @see https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#record-type-and-properties
 */
export function columnEnding(value: unknown): ColumnEnding | undefined {
  if (typeof value === 'boolean') return '_b';
  if (typeof value === 'number') return Number.isFinite(value) ? '_d' : undefined;
  if (typeof value !== 'string') return undefined;
  if (certainTime.test(value)) return '_t';
  return perhapsTime.test(value) || perhapsGuid.test(value) ? undefined : '_s';
}

/**
 * A record under members from whose names and values the service makes the record's own columns. `TimeGenerated` is left out: the service makes it
 * of the time-generated field, which keeps its name here and ends in `_t` in the table.
 *
 * A text that the service may take for a time or a GUID (a user can be named so) is sent in double quotes: in another column, it would be lost to
 * whoever asks for the right one.
 *
 * @throws {UnfitRecordError} when a column would get another name
 */
export function collectorMembers(record: object, timeGeneratedField: string): Readonly<Record<string, unknown>> {
  const members = new Map<string, unknown>();
  for (const [column, given] of Object.entries(record)) {
    if (given === undefined || given === null || column === 'TimeGenerated') continue;
    const value = column.endsWith('_s') && typeof given === 'string' ? plainText(given) : given;
    const member = column === timeGeneratedField ? column : memberOf(column, value);
    if (members.has(member))
      throw new UnfitRecordError('OtherColumn', `Its column ${column} and another one are the same member ${member}.`);
    members.set(member, value);
  }
  checkTime(members.get(timeGeneratedField), timeGeneratedField);
  if (members.size > maxColumns)
    throw new UnfitRecordError('TooManyColumns', `The record has more columns than the ${maxColumns} that a table may have.`);
  return Object.fromEntries(members);
}

const plainText = (text: string) => (columnEnding(text) === '_s' ? text : `"${text}"`);

function memberOf(column: string, value: unknown): string {
  if (column.length > maxColumnNameLength)
    throw new UnfitRecordError('ColumnNameTooLong', `The name of its column ${column} has more than ${maxColumnNameLength} characters.`);
  const ending = columnEnding(value);
  if (ending !== undefined && column.endsWith(ending)) return column.slice(0, -ending.length);
  throw new UnfitRecordError(
    'OtherColumn',
    `The HTTP Data Collector API names a column after its value, and the value of ${column} would make another one. The Logs Ingestion API takes it as it is.`,
  );
}

function checkTime(value: unknown, timeGeneratedField: string): void {
  if (columnEnding(value) !== '_t')
    throw new UnfitRecordError('NoTime', `Its member ${timeGeneratedField} is no time in UTC like 2016-04-04T08:00:00Z.`);
}
