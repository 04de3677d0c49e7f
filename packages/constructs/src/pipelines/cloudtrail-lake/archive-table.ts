import { AthenaWorkgroup } from '@cdktf/provider-aws/lib/athena-workgroup';
import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { Construct } from 'constructs';

export interface ArchiveTableProps {
  readonly databaseName: string;
  readonly workgroupName: string;
  /** `s3://<bucket>/events/` */
  readonly eventsLocation: string;
  readonly resultsLocation: string;
  readonly keyArn: string;
  /** Destroys the workgroup together with its saved queries. */
  readonly forceDestroy: boolean;
}

/**
 * An event's fields. Objects are read as text, and queried with `json_extract`: their shape is the audited service's own.
 * Athena lower-cases names; the reader compares them without case.
 */
const columns = [
  { name: 'version', type: 'string' },
  { name: 'useridentity', type: 'struct<type:string,principalid:string,details:string>' },
  { name: 'eventsource', type: 'string' },
  { name: 'eventname', type: 'string' },
  { name: 'eventtime', type: 'string' },
  { name: 'uid', type: 'string' },
  { name: 'recipientaccountid', type: 'string' },
  { name: 'sourceipaddress', type: 'string' },
  { name: 'requestparameters', type: 'string' },
  { name: 'responseelements', type: 'string' },
  { name: 'errorcode', type: 'string' },
  { name: 'errormessage', type: 'string' },
  { name: 'additionaleventdata', type: 'string' },
];

/** The archive as a table of Athena, with a partition per UTC day of the events that nobody has to register. */
export class ArchiveTable extends Construct {
  constructor(scope: Construct, id: string, props: ArchiveTableProps) {
    super(scope, id);
    const database = new GlueCatalogDatabase(this, 'database', { name: props.databaseName });
    new GlueCatalogTable(this, 'table', {
      name: 'activity_log_events',
      databaseName: database.name,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: 'eventday', type: 'string' }],
      // https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
      parameters: {
        classification: 'json',
        'projection.enabled': 'true',
        'projection.eventday.type': 'date',
        'projection.eventday.format': 'yyyyMMdd',
        'projection.eventday.range': '20150101,NOW',
        // The dollar is doubled for Terraform.
        'storage.location.template': `${props.eventsLocation}eventDay=$\${eventday}/`,
      },
      storageDescriptor: {
        location: props.eventsLocation,
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serDeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe', parameters: { 'case.insensitive': 'true' } },
        columns,
      },
    });
    new AthenaWorkgroup(this, 'workgroup', {
      name: props.workgroupName,
      forceDestroy: props.forceDestroy,
      configuration: {
        enforceWorkgroupConfiguration: true,
        resultConfiguration: {
          outputLocation: props.resultsLocation,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: props.keyArn },
        },
      },
    });
  }
}
