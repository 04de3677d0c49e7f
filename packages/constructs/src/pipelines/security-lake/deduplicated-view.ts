import type { SecurityLakeSettings } from '@audit-bridge/config';
import { deduplicatedSelectSql, lakeColumns } from '@audit-bridge/lake-queries';
import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { activityColumns } from './activity-columns';
import { prestoType } from './presto-type';

export interface DeduplicatedViewProps {
  readonly database: string;
  readonly name: string;
  /** The lake's table as the query writes it. */
  readonly azureTable: string;
  readonly ocsfVersion: SecurityLakeSettings['job']['ocsfVersion'];
}

/** The view's columns are the table's and its partitions, which are text. */
function hiveType(column: string, ocsfVersion: DeduplicatedViewProps['ocsfVersion']): string {
  return activityColumns(ocsfVersion).find(({ name }) => name === column)?.type ?? 'string';
}

/**
 * The view in which each event stands once, as a table of the catalog: it is there after the deploy, without anybody running a statement.
 * The form is Athena's own: https://docs.aws.amazon.com/athena/latest/ug/views.html, and docs/decisions/0013-athena-view-in-the-catalog.md.
 */
export class DeduplicatedView extends Construct {
  constructor(scope: Construct, id: string, { database, name, azureTable, ocsfVersion }: DeduplicatedViewProps) {
    super(scope, id);
    const columns = lakeColumns.map(column => ({ name: column, type: hiveType(column, ocsfVersion) }));
    const definition = {
      originalSql: deduplicatedSelectSql({ azure: azureTable }),
      catalog: 'awsdatacatalog',
      schema: database,
      columns: columns.map(column => ({ name: column.name, type: prestoType(column.type) })),
    };
    // Encoded by Terraform, because the name of Security Lake's table is known to it alone; by way of a local value, because what stands in a function's
    // argument is not escaped by cdktf.
    const text = new TerraformLocal(this, 'definition', JSON.stringify(definition));
    new GlueCatalogTable(this, 'view', {
      name,
      databaseName: database,
      tableType: 'VIRTUAL_VIEW',
      description: 'Each Azure activity log event once.',
      parameters: { presto_view: 'true', comment: 'Presto View' },
      viewOriginalText: `/* Presto View: ${Fn.base64encode(text.asString)} */`,
      viewExpandedText: '/* Presto View */',
      // Athena's catalog wants a reader named also where nothing is read.
      storageDescriptor: { columns, serDeInfo: { name: '-', serializationLibrary: '-' } },
    });
  }
}
