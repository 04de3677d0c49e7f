import type { CloudtrailLakeSettings } from '@audit-bridge/config';
import { type Names, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import { EncryptedLogGroup } from '../../building-blocks/encrypted-log-group';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { ProtectedBucket } from '../../building-blocks/protected-bucket';
import type { Protection } from '../../building-blocks/protection';
import { ArchiveTable } from './archive-table';
import type { EventDestination } from './event-destination';

export interface LogsDestinationProps {
  readonly names: Names;
  readonly settings: Extract<CloudtrailLakeSettings['destination'], { kind: 'cloudwatch-logs' }>;
  readonly keyArn: string;
  readonly protection: Protection;
}

/** Where the processor puts events into the archive; its table reads them there. */
const eventsPrefix = 'events/';

/** Days that the results of an Athena query are kept. */
const queryResultDays = 30;

/** CloudWatch Logs, for accounts that CloudTrail Lake is closed to; what is too old for it lies in a bucket with an Athena table. */
export class LogsDestination extends Construct implements EventDestination {
  readonly environment: EventDestination['environment'];
  readonly statements: readonly IamStatement[];

  constructor(scope: Construct, id: string, { names, settings, keyArn, protection }: LogsDestinationProps) {
    super(scope, id);
    const events = new EncryptedLogGroup(this, 'events', {
      name: operatedNames(names).eventsLogGroup,
      keyArn,
      retentionDays: settings.retentionDays,
      protection,
    });
    const archive = new ProtectedBucket(this, 'archive', {
      name: operatedNames(names).archiveBucket,
      keyArn,
      protection,
      expirations: [
        { id: 'events', prefix: eventsPrefix, days: settings.archiveRetentionDays },
        { id: 'query-results', prefix: 'query-results/', days: queryResultDays },
      ],
    });
    new ArchiveTable(this, 'archive-table', {
      databaseName: names.of('glueDatabase', 'activity-log'),
      workgroupName: names.of('athenaWorkgroup', 'activity-log'),
      eventsLocation: `s3://${archive.name}/${eventsPrefix}`,
      resultsLocation: `s3://${archive.name}/query-results/`,
      keyArn,
      forceDestroy: protection === 'destroyable',
    });
    this.environment = {
      DESTINATION: 'cloudwatch-logs',
      LOG_GROUP_NAME: events.name,
      LOG_RETENTION_DAYS: String(settings.retentionDays),
      ARCHIVE_BUCKET: archive.name,
    };
    this.statements = [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${events.arn}:log-stream:*`] },
      { actions: ['s3:PutObject'], resources: [`${archive.arn}/${eventsPrefix}*`] },
    ];
  }
}
