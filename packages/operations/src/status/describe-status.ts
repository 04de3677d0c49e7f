import { coloured, harmlessText, sparkline, type TerminalCapabilities } from '@audit-bridge/terminal';
import type { Coverage, EnvironmentStatus, Newest, PipelineStatus } from './pipeline-status';
import { problemsOf } from './problems-of';

const maxUncovered = 10;

/** A short picture for a terminal, a line each. */
export function describeStatus(status: EnvironmentStatus, terminal: TerminalCapabilities): readonly string[] {
  const { alarms = [], coverage, environment, pipelines, readAt, windowHours } = status;
  const problems = problemsOf(status);
  const quiet = alarms.filter(({ state }) => state === 'no data');
  return [
    `${environment} at ${readAt.toISOString().slice(0, 19)}Z, the last ${windowHours} hours`,
    ...pipelines.flatMap(pipeline => ['', ...describePipeline(pipeline, status, terminal)]),
    '',
    ...coverage.flatMap(describeCoverage),
    ...(quiet.length === 0 ? [] : [`Alarms with nothing to judge by: ${quiet.map(({ name }) => name).join(', ')}`]),
    problems.length === 0 ? coloured('All is well.', 'green', terminal) : coloured(`${problems.length} to look at:`, 'red', terminal),
    ...problems.map(problem => `  ${harmlessText(problem)}`),
  ];
}

function describePipeline(pipeline: PipelineStatus, { readAt }: EnvironmentStatus, terminal: TerminalCapabilities): readonly string[] {
  const { failurePlaces, hub, lagSeconds, lastRunAt, newest, triggers } = pipeline;
  const counts = [...(hub?.counts ?? []), ...pipeline.counts];
  const width = Math.max(...counts.map(({ name }) => name.length));
  const lags = [
    ...(hub?.lagSeconds === undefined ? [] : [`, lag behind the hub ${describeSeconds(hub.lagSeconds)}`]),
    ...(lagSeconds === undefined ? [] : [`, ${hub === undefined ? 'lag' : 'behind the stream'} ${describeSeconds(lagSeconds)}`]),
  ].join('');
  const run = lastRunAt === undefined ? 'no run in the window' : `last run in the hour of ${lastRunAt.toISOString().slice(0, 16)}Z`;
  return [
    coloured(pipeline.pipeline, 'bold', terminal),
    `  newest    ${describeNewest(newest, readAt)}${lags}; ${run}`,
    ...counts.map(
      ({ name, perHour, what }) => `  ${name.padEnd(Math.max(width, 9))} ${sparkline(perHour, terminal)}  ${total(perHour)} ${what}`,
    ),
    `  failures  ${failurePlaces.map(({ depth, name }) => `${name} ${depth ?? '?'}`).join(', ') || 'no place'}`,
    ...triggers.map(({ detail, name, state }) => `  ${state.padEnd(9)} ${name}${state === 'runs' ? ` (${harmlessText(detail)})` : ''}`),
  ];
}

const total = (perHour: readonly number[]): string => {
  const sum = perHour.reduce((all, value) => all + value, 0);
  return Number.isNaN(sum) ? '?' : sum.toLocaleString('en');
};

const describeNewest = (newest: Newest, readAt: Date): string =>
  'missing' in newest
    ? harmlessText(newest.missing)
    : `${describeSeconds((readAt.getTime() - newest.at.getTime()) / 1000)} ago (${newest.at.toISOString().slice(0, 19)}Z)`;

function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

function describeCoverage({ covered, kind, uncovered, unknown, unwatchedWithout }: Coverage): readonly string[] {
  if (unknown !== undefined) return [];
  const names = uncovered.slice(0, maxUncovered).map(({ id, name }) => `    ${id}  ${harmlessText(name)}`);
  const more = uncovered.length > maxUncovered ? [`    and ${uncovered.length - maxUncovered} more (--json has all)`] : [];
  const watch = unwatchedWithout === undefined ? '' : `; no alarm watches it without the setting ${unwatchedWithout}`;
  return [`${kind}: ${covered} covered, ${uncovered.length} not${watch}`, ...names, ...more];
}
