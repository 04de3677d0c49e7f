import { lakeQueries } from '@audit-bridge/lake-queries';
import type { Table } from '@audit-bridge/terminal';
import type { PipelineResult, StartedPipeline } from '../pipelines/local-pipeline';
import { writeCloudTrailSamples } from './cloudtrail-samples';
import { figureRows, problemsOf, type SecurityLakeFigures } from './figures';
import { keepGoing } from './keep-going';
import { Lake } from './lake';
import type { OutputFolder } from './output-folder';
import { runSecurityLake, type SecurityLakeProps, startSecurityLake } from './run';

const maxRows = 10;

/** Of a question's columns, those that fit a terminal beside one another; the others matter in Athena. */
const hiddenColumns = ['account', 'region', 'resource', 'events', 'first'];

/** The pipeline `security-lake` for `npx pnpm local`. */
export async function securityLake(props: SecurityLakeProps): Promise<StartedPipeline> {
  const started = await startSecurityLake(props);
  return {
    run: async () => resultOf(await runSecurityLake(started, props), started.output),
    keep: () => keepGoing(started, props),
    stop: () => started.running.stop(),
  };
}

async function resultOf(figures: SecurityLakeFigures, output: OutputFolder): Promise<PipelineResult> {
  const lake = await Lake.open(output.lake);
  try {
    return {
      figures,
      rows: figureRows(figures),
      problems: problemsOf(figures),
      tables: (await answers(lake, output.cloudTrailSamples)).map(forTerminal),
      resultPath: output.lake,
    };
  } finally {
    lake.close();
  }
}

async function answers(lake: Lake, cloudTrailFolder: string): Promise<readonly Table[]> {
  const period = await lake.period();
  if (period === undefined) return [];
  await writeCloudTrailSamples(lake.connection, cloudTrailFolder, await lake.lastMoments());
  return lake.answer(lakeQueries, period, cloudTrailFolder, maxRows);
}

function forTerminal({ columns, rows, ...table }: Table): Table {
  const isShown = (_: string, index: number) => !hiddenColumns.includes(columns[index] ?? '');
  return { ...table, columns: columns.filter(isShown), rows: rows.map(row => row.filter(isShown).map(toTheSecond)) };
}

const toTheSecond = (cell: string): string => cell.replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d+$/, '$1');
