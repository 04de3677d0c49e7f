import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { exceptFromPolicies } from './policy-exceptions';
import { dataLifecycle, type Protection } from './protection';

export interface EncryptedLogGroupProps {
  readonly name: string;
  readonly keyArn: string;
  readonly retentionDays: number;
  /** Of groups that hold audit data; a function's own logs need none. @default 'destroyable' */
  readonly protection?: Protection;
}

/** A log group with our key that forgets after its retention. */
export class EncryptedLogGroup extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What somebody waits for who must not make the group first. */
  readonly group: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, { name, keyArn, retentionDays, protection = 'destroyable' }: EncryptedLogGroupProps) {
    super(scope, id);
    this.group = new CloudwatchLogGroup(this, 'group', {
      name,
      kmsKeyId: keyArn,
      retentionInDays: retentionDays,
      lifecycle: dataLifecycle(protection),
    });
    exceptFromPolicies(this.group, {
      CKV_AWS_338:
        'Each environment says how long it keeps logs, and production says a year; the audit events themselves lie in the lakes.',
    });
    this.arn = this.group.arn;
    this.name = this.group.name;
  }
}
