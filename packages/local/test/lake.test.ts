import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCloudTrailSamples } from '../src/security-lake/cloudtrail-samples';
import { Lake } from '../src/security-lake/lake';

interface TestRow {
  readonly source: string;
  readonly hashOf?: string;
  readonly day?: string;
  readonly isLong?: boolean;
  readonly subscription?: string;
  readonly account?: string;
}

describe('Lake', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lake's test-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has no rows where there are no files', async () => {
    const lake = await Lake.open(join(folder, 'none'));
    expect(lake.files).toEqual({ files: 0, bytes: 0 });
    expect([await lake.recordCounts(), await lake.misplacedRows(), await lake.conflicts(), await lake.period()]).toEqual([
      new Map(),
      0,
      0,
      undefined,
    ]);
    lake.close();
  });

  /** Rows as the job writes them, as far as this reads them. */
  async function lakeOf(...rows: readonly TestRow[]) {
    const empty = await Lake.open(join(folder, 'none'));
    const selects = rows.map(
      ({ source, hashOf = source, day = '20260302', isLong = false, subscription = 's', account = 'external_s' }) => {
        const raw = isLong
          ? `NULL AS raw_data, MAP {'record_sha256': sha256('${hashOf}'), 'raw_data': '${source}'}`
          : `'${source}' AS raw_data, MAP {'record_sha256': sha256('${hashOf}')}`;
        return `SELECT ${raw} AS unmapped, {'uid': 'id'} AS metadata, 1772445600000::BIGINT AS time, {'account': {'uid': '${subscription}'}} AS cloud, 'eu-west-1' AS region, '${account}' AS accountId, '${day}' AS eventDay`;
      },
    );
    await empty.connection.run(
      `COPY (${selects.join(' UNION ALL ')}) TO '${join(folder, 'lake').replaceAll("'", "''")}' (FORMAT parquet, PARTITION_BY (region, accountId, eventDay))`,
    );
    empty.close();
    return Lake.open(join(folder, 'lake'));
  }

  it('counts records by the text that their rows hold, long ones too', async () => {
    const lake = await lakeOf({ source: 'one' }, { source: 'one' }, { source: 'two', isLong: true });
    expect([...(await lake.recordCounts()).values()].sort()).toEqual([1, 2]);
    expect(await lake.misplacedRows()).toBe(0);
    expect(await lake.conflicts()).toBe(1);
    expect(await lake.period()).toEqual({ from: new Date(1772445600000), to: new Date(1772445600001) });
    lake.close();
  });

  it('finds a row that holds another text than its hash says, and those in another day or account', async () => {
    const subscription = 'aaaaaaaa-0000-4000-8000-000000000001';
    const lake = await lakeOf(
      { source: 'one', hashOf: 'other' },
      { source: 'two', day: '20260301' },
      { source: 'three', subscription, account: 'external' },
      { source: 'four', subscription, account: 'external_s' },
      { source: 'five' },
      { source: 'six', subscription, account: `external_${subscription}` },
      { source: 'seven', subscription: '<subscription id>', account: 'external' },
    );
    expect(await lake.misplacedRows()).toBe(4);
    lake.close();
  });
});

describe('writeCloudTrailSamples', () => {
  it('writes samples beside the given moments, and leaves them alone the second time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cloudtrail-samples-test-'));
    const lake = await Lake.open(folder);
    const samples = join(folder, 'samples');
    await writeCloudTrailSamples(lake.connection, samples, [1772445600000, 1772445660000]);
    const [file = ''] = (await readdir(samples, { recursive: true })).filter(name => name.endsWith('.parquet'));
    expect(file).toMatch(/^region=eu-west-1\/accountId=111122223333\/eventDay=20260302\//);
    const before = await stat(join(samples, file));
    await writeCloudTrailSamples(lake.connection, samples, [0]);
    expect(await stat(join(samples, file))).toEqual(before);
    const rows = await lake.rows(`SELECT count(*), count(DISTINCT metadata.uid), min(time), max(time) FROM '${samples}/**/*.parquet'`);
    expect(rows).toEqual([['12', '12', '1772445600000', '1772445660000']]);
    lake.close();
    await rm(folder, { recursive: true });
  });
});
