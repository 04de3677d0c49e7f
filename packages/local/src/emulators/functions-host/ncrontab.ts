import { FunctionsHostError } from './errors';

const fields = [
  { name: 'second', min: 0, max: 59, names: '' },
  { name: 'minute', min: 0, max: 59, names: '' },
  { name: 'hour', min: 0, max: 23, names: '' },
  { name: 'day', min: 1, max: 31, names: '' },
  { name: 'month', min: 1, max: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { name: 'day of week', min: 0, max: 6, names: 'sun mon tue wed thu fri sat' },
] as const;

type Field = (typeof fields)[number];

/**
 * The first time after another one at which an NCRONTAB expression of six fields is due, in UTC.
 *
 * @throws {FunctionsHostError} for an expression that the host would refuse, or that is never due
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function nextOccurrence(expression: string, after: Date): Date {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== fields.length) throw new FunctionsHostError(`"${expression}" is no NCRONTAB expression of six fields.`);
  const [seconds = [], minutes = [], hours = [], days = [], months = [], weekdays = []] = fields.map((field, index) =>
    valuesOf(parts[index] ?? '', field, expression),
  );
  const start = new Date(Math.floor(after.getTime() / 1000) * 1000 + 1000);
  const day = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()));
  // Every day of the calendar, with its weekday, comes within 40 years.
  for (let passed = 0; passed < 366 * 40; passed += 1, day.setUTCDate(day.getUTCDate() + 1)) {
    if (!months.includes(day.getUTCMonth() + 1) || !days.includes(day.getUTCDate()) || !weekdays.includes(day.getUTCDay())) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        for (const second of seconds) {
          const due = day.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
          if (due >= start.getTime()) return new Date(due);
        }
      }
    }
  }
  throw new FunctionsHostError(`"${expression}" is never due.`);
}

function valuesOf(text: string, field: Field, expression: string): readonly number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step = '1'] = item.split('/');
    const [from = '', to] = range.split('-');
    const first = range === '*' ? field.min : numberOf(from, field);
    const last = range === '*' || (to === undefined && item.includes('/')) ? field.max : numberOf(to ?? from, field);
    const every = Number(step);
    if (!(first >= field.min && last <= field.max && first <= last && Number.isInteger(every) && every > 0))
      throw new FunctionsHostError(`"${expression}": "${text}" is no ${field.name}.`);
    for (let value = first; value <= last; value += every) values.add(value);
  }
  return [...values].sort((one, other) => one - other);
}

function numberOf(text: string, { names, min }: Field): number {
  const index = names.split(' ').indexOf(text.toLowerCase());
  if (index >= 0 && names !== '') return index + min;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
