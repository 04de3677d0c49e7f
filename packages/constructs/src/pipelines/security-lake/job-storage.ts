import { locksPrefix, type Names, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { ProtectedBucket } from '../../building-blocks/protected-bucket';
import type { Protection } from '../../building-blocks/protection';
import { readWriteStatements } from './bucket-statements';
import {
  landingPrefix,
  manifestDaysBeyondStream,
  manifestsPrefix,
  refusedPrefix,
  routedPrefix,
  scriptsPrefix,
  stagingPrefix,
  temporaryDays,
  temporaryPrefix,
  workPrefix,
} from './job-places';

export interface JobStorageProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly protection: Protection;
  /** As long as the stream can be read again. */
  readonly landingDays: number;
  readonly quarantineRetentionDays: number;
}

/** The job's two buckets: its code, checkpoint and work in one; in the other what is no activity log record, with its own bytes and the reason. */
export class JobStorage extends Construct {
  readonly work: ProtectedBucket;
  readonly workLocation: string;
  readonly temporaryLocation: string;
  readonly quarantineLocation: string;
  /** For the job's role. */
  readonly statements: readonly IamStatement[];

  constructor(scope: Construct, id: string, props: JobStorageProps) {
    super(scope, id);
    const { names, keyArn, protection, landingDays, quarantineRetentionDays } = props;
    this.work = new ProtectedBucket(this, 'work', {
      name: operatedNames(names).jobBucket,
      keyArn,
      protection,
      expirations: [
        { id: 'landing', prefix: landingPrefix, days: landingDays },
        { id: 'staging', prefix: stagingPrefix, days: temporaryDays },
        { id: 'manifests', prefix: manifestsPrefix, days: landingDays + manifestDaysBeyondStream },
        { id: 'temporary', prefix: temporaryPrefix, days: temporaryDays },
        // The checkpoint and the newest run's number stay for ever: without them the stream would be read from its oldest record again.
        { id: 'work', prefix: workPrefix },
        { id: 'scripts', prefix: scriptsPrefix },
      ],
    });
    const quarantine = new ProtectedBucket(this, 'quarantine', {
      name: operatedNames(names).quarantineBucket,
      keyArn,
      protection,
      expirations: [
        { id: 'refused', prefix: refusedPrefix, days: quarantineRetentionDays },
        { id: 'routed', prefix: routedPrefix, days: quarantineRetentionDays },
        // Of an operator's lock each renewal is a version.
        { id: 'locks', prefix: locksPrefix },
      ],
    });
    this.workLocation = `s3://${this.work.name}/${workPrefix}`;
    this.temporaryLocation = `s3://${this.work.name}/${temporaryPrefix}`;
    this.quarantineLocation = `s3://${quarantine.name}/`;
    this.statements = [
      { actions: ['s3:GetObject'], resources: [`${this.work.arn}/${scriptsPrefix}*`] },
      ...readWriteStatements(this.work.arn, workPrefix),
      ...readWriteStatements(quarantine.arn, refusedPrefix),
      ...readWriteStatements(quarantine.arn, routedPrefix),
    ];
  }
}
