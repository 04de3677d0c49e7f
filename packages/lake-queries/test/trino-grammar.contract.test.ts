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

  it.each(['SELECT a FROM t GROUP BY ALL', 'SELECT * EXCLUDE (a) FROM t', 'SELECT a FROM t QUALIFY row_number() OVER () = 1'])(
    'what only DuckDB understands is none: %s',
    statement => {
      expect(trino.validate(statement)).not.toEqual([]);
    },
  );
});
