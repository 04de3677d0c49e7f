import type { CloudTrailLakeFigures } from './cloudtrail-lake/run';
import type { PipelineName } from './command-line';

/** A pipeline's figures as lines of a table for a person. */
export function figuresTable(pipeline: PipelineName, figures: CloudTrailLakeFigures): readonly string[] {
  const reasons = Object.entries(figures.refused).sort(([, one], [, other]) => other - one);
  const refused = reasons.reduce((sum, [, count]) => sum + count, 0);
  const rows: readonly (readonly [name: string, value: string])[] = [
    [pipeline, ''],
    ['records in', whole(figures.recordsIn)],
    ['events accepted', whole(figures.accepted)],
    ['  of these new in the folder', whole(figures.newEvents)],
    ['duplicates', whole(figures.duplicates)],
    ['refused', whole(refused)],
    ...reasons.map(([reason, count]) => [`  ${reason}`, whole(count)] as const),
    ...(figures.unaccounted.length > 0 ? [['UNACCOUNTED FOR', whole(figures.unaccounted.length)] as const] : []),
    ['bytes', whole(figures.bytes)],
    ['seconds', figures.seconds.toFixed(1)],
  ];
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([name, value]) => `${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}`.trimEnd());
}

const whole = (value: number) => value.toLocaleString('en');
