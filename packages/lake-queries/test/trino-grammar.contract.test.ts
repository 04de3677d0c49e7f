import * as lake from '../../operations/src/destinations/athena/lake-sql';
import * as store from '../../operations/src/destinations/cloudtrail-lake/store-sql';
import { deduplicatedViewSql, type LakeTables, lakeQueries } from '../src';
import { loadTrinoGrammar } from './trino-grammar';

const database = '"amazon_security_lake_glue_db_eu_west_1"';
const tables: LakeTables = {
  azure: `${database}."amazon_security_lake_table_eu_west_1_ext_azure_activity"`,
  cloudTrail: `${database}."amazon_security_lake_table_eu_west_1_cloud_trail_mgmt_2_0"`,
  azureDeduplicated: '"audit_bridge"."azure_activity"',
};

/** The grammar knows neither functions nor types: those are tried on DuckDB. */
describe('in the grammar of Trino, which Athena speaks', () => {
  const trino = loadTrinoGrammar();

  it.each(lakeQueries)('$name is a statement', ({ sql }) => {
    expect(trino.validate(sql(tables))).toEqual([]);
    expect(trino.validate(sql({ ...tables, cloudTrail: undefined }))).toEqual([]);
    expect(trino.validate(sql(tables, { from: new Date(0), to: new Date() }))).toEqual([]);
  });

  it('the view of each event once is a statement', () => {
    expect(trino.validate(deduplicatedViewSql(tables))).toEqual([]);
  });

  const range = { from: new Date(0), to: new Date() };
  const filter = { actor: "o'neil", operation: '%_\\', status: 'Success' };
  const lakeTable = { name: tables.azure, region: 'eu-west-1' };
  // CloudTrail Lake's own spelling of a store behind FROM is no name elsewhere.
  const storeId = '"1b4e28ba-2fa1-11d2-883f-0016d3cca427"';

  it.each([
    ['events of the lake', lake.eventsSql(lakeTable, range, filter)],
    ['an event of the lake', lake.findSql(lakeTable, range, "'; --")],
    ["the lake's hours", lake.hoursSql(lakeTable, range)],
    ["the lake's newest event", lake.newestSql(lakeTable, range)],
    ['events of the store', store.eventsSql(storeId, range, filter)],
    ['an event of the store', store.findSql(storeId, range, "'; --")],
    ["the store's hours", store.hoursSql(storeId, range)],
    ["the store's newest event", store.newestSql(storeId, range)],
  ])('what the command line asks is a statement: %s', (_, sql) => {
    expect(trino.validate(sql)).toEqual([]);
  });

  it.each(['SELECT a FROM t GROUP BY ALL', 'SELECT * EXCLUDE (a) FROM t', 'SELECT a FROM t QUALIFY row_number() OVER () = 1'])(
    'what only DuckDB understands is none: %s',
    statement => {
      expect(trino.validate(statement)).not.toEqual([]);
    },
  );
});
