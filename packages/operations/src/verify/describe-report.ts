import { harmlessText, printTable } from '@audit-bridge/terminal';
import { type Counts, type DestinationReport, type Finding, faults, sumOf, type VerifyReport } from './verify-report';

export interface DescribeOptions {
  /** Events to list of each kind at most. */
  readonly list: number;
  readonly widthCharacters: number;
}

/** Shown where there is something to tell: most sources know for sure. */
const perhapsColumn: (typeof columns)[number] = ['perhaps', 'PERHAPS SENT'];

/** Beyond this, days are shown: a table for a person has to be read. */
const maxHours = 72;

const columns: readonly (readonly [keyof Counts, string])[] = [
  ['expected', 'in source'],
  ['arrived', 'arrived'],
  ['repeated', 'repeats'],
  ['refused', 'refused'],
  ['inFlight', 'in flight'],
  ['missing', 'MISSING'],
  ['doubled', 'DOUBLED'],
  ['strange', 'NOT IN SOURCE'],
];

/** The report as lines for a person: a table an hour for each destination, what it means, and the events to look at. */
export function describeReport(report: VerifyReport, options: DescribeOptions): readonly string[] {
  return [...report.destinations.flatMap(destination => describeDestination(destination, options)), '', verdictOf(report)];
}

function describeDestination(report: DestinationReport, { list, widthCharacters }: DescribeOptions): readonly string[] {
  const { destination, doubled, hours, missing, perhaps, pipeline, refusedFor, strange, unreadable } = report;
  const sum = sumOf(hours);
  const shownColumns = sum.perhaps === 0 ? columns : [...columns, perhapsColumn];
  const byDay = hours.length > maxHours;
  const rows = [...(byDay ? daysOf(hours) : hours.map(hour => [hour.hour.slice(0, 13), hour] as const)), ['all', sum] as const];
  const title = `\n${pipeline}: ${destination}`;
  const shown = rows.map(([when, counts]) => [when, ...shownColumns.map(([name]) => String(counts[name]))]);
  const table = {
    title,
    columns: [byDay ? 'day (UTC)' : 'hour (UTC)', ...shownColumns.map(([, name]) => name)],
    rows: shown,
    totalRows: shown.length,
  };
  const unkept = unreadable.filter(({ keptIn }) => keptIn === undefined);
  return [
    printTable(table, widthCharacters),
    ...Object.entries(refusedFor).map(([reason, count]) => `  refused for ${reason}: ${count.toLocaleString('en')}`),
    ...(sum.respelt === 0 ? [] : [`  ${sum.respelt.toLocaleString('en')} of the arrived are spelled otherwise than in the source.`]),
    ...(sum.unreadable === 0 ? [] : [`  ${unreadableText(sum, unkept.length)}`]),
    ...listOf('missing', missing, sum.missing, list),
    ...listOf('perhaps never sent: whoever sent them stopped before it was confirmed', perhaps, sum.perhaps, list),
    ...listOf('arrived already, in another spelling', doubled, sum.doubled, list),
    ...listOf('not in the source', strange, sum.strange, list),
    ...(sum.unkept === 0
      ? []
      : [`  no event, and kept nowhere:`, ...unkept.slice(0, list).map(({ place, reason }) => `    ${reason} ${harmlessText(place)}`)]),
    ...(faults(sum) === 0 ? [] : [`  ${remedyOf(sum)}`]),
  ];
}

function unreadableText({ unreadable }: Counts, notKept: number): string {
  const kept = (unreadable - notKept).toLocaleString('en');
  return `${unreadable.toLocaleString('en')} lines of the source are no events that a pipeline takes; ${kept} of them lie in a failure place.`;
}

function listOf(what: string, findings: readonly Finding[], count: number, most: number): readonly string[] {
  if (count === 0) return [];
  const lines = findings
    .slice(0, most)
    .map(({ correlationId = '-', id, operation, status, time }) =>
      harmlessText(`    ${time} ${operation} ${status} correlation ${correlationId} id ${id}`),
    );
  const left = count - lines.length;
  return [`  ${what}:`, ...lines, ...(left > 0 ? [`    and ${left.toLocaleString('en')} more (--list, --json)`] : [])];
}

function remedyOf({ doubled, missing, perhaps, strange, unkept }: Counts): string {
  if (missing > 0) return 'Missing events come back by: bridge backfill ENV PIPELINE with the same --from and --to.';
  if (perhaps > 0)
    return 'Where nobody is sending them now: bridge feed ENV PIPELINE sends once more what a feed left open, with the same ids; a backfill or a replay sends it when it is run again.';
  if (doubled > 0)
    return 'Doubled events count twice in queries; nothing tells them for one. Look where the second spelling came from: bridge trace ENV ID.';
  if (strange > 0) return 'Who wrote an event that Azure does not know? Look at its record: bridge trace ENV ID.';
  return unkept > 0 ? 'Look at these lines: what a pipeline refuses must be kept.' : '';
}

/** Says nothing about what was not compared, or cannot be said yet. */
function verdictOf({ destinations, isWell }: VerifyReport): string {
  if (!isWell) return 'NOT everything is as it must be: see above.';
  const sums = destinations.map(({ hours, pipeline }) => ({ pipeline, sum: sumOf(hours) }));
  const empty = sums.filter(({ sum }) => sum.expected + sum.unreadable === 0).map(({ pipeline }) => pipeline);
  if (empty.length === sums.length) return 'Nothing was compared: no source holds an event of this time, and no lake does.';
  const inFlight = sums.reduce((total, { sum }) => total + sum.inFlight, 0);
  return [
    'Nothing is lost, and nothing is doubled.',
    ...(inFlight === 0
      ? []
      : [
          `Of ${inFlight.toLocaleString('en')} events that are not there it is too early to say: ask again when they are older than --settle.`,
        ]),
    ...(empty.length === 0 ? [] : [`Of ${empty.join(' and ')} nothing was compared: it has had no event of this time.`]),
  ].join(' ');
}

/** Hours summed up by UTC day. */
function daysOf(hours: DestinationReport['hours']): readonly (readonly [day: string, counts: Counts])[] {
  const days = [...new Set(hours.map(({ hour }) => hour.slice(0, 10)))];
  return days.map(day => [day, sumOf(hours.filter(({ hour }) => hour.startsWith(day)))] as const);
}
