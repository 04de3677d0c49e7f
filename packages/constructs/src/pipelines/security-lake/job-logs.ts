import type { AwsPlace } from '@audit-bridge/naming';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { EncryptedLogGroup } from '../../building-blocks/encrypted-log-group';
import type { IamStatement } from '../../building-blocks/iam-policy';

export interface JobLogsProps {
  readonly place: AwsPlace;
  readonly jobName: string;
  readonly securityConfigurationName: string;
  readonly keyArn: string;
  readonly retentionDays: number;
}

/** Spark's own log and our logger's, and what the script prints. */
const kinds = ['error', 'output'];

/**
 * The groups that Glue writes a run's logs to, made before Glue makes them without a retention. Glue adds the security configuration's name to a group's.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html
 */
export class JobLogs extends Construct {
  /** For `--custom-logGroup-prefix`. */
  readonly groupPrefix: string;
  readonly statements: readonly IamStatement[];
  readonly groups: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: JobLogsProps) {
    super(scope, id);
    const { place, jobName, securityConfigurationName, keyArn, retentionDays } = props;
    this.groupPrefix = `/aws-glue/${jobName}`;
    const nameOf = (kind: string) => `${this.groupPrefix}/${kind}-${securityConfigurationName}`;
    this.groups = kinds.map(kind => new EncryptedLogGroup(this, kind, { name: nameOf(kind), keyArn, retentionDays }).group);
    const arns = kinds.map(kind => `arn:${place.arnPartition}:logs:${place.region}:${place.accountId}:log-group:${nameOf(kind)}`);
    this.statements = [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: arns.map(arn => `${arn}:log-stream:*`) },
      // Glue makes sure of both at each start, whether the group is there or not.
      { actions: ['logs:CreateLogGroup', 'logs:AssociateKmsKey'], resources: arns.map(arn => `${arn}:*`) },
    ];
  }
}
