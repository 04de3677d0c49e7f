import type { Names } from '@audit-bridge/naming';
import { KinesisStream } from '@cdktf/provider-aws/lib/kinesis-stream';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';
import { streamName } from './names';

export interface ActivityLogStreamProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly retentionDays: number;
  readonly protection: Protection;
}

/** Between the clouds: takes any rate by itself, and keeps what the job has not read yet. */
export class ActivityLogStream extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly stream: KinesisStream;

  constructor(scope: Construct, id: string, { names, keyArn, retentionDays, protection }: ActivityLogStreamProps) {
    super(scope, id);
    this.stream = new KinesisStream(this, 'stream', {
      name: streamName(names),
      streamModeDetails: { streamMode: 'ON_DEMAND' },
      encryptionType: 'KMS',
      kmsKeyId: keyArn,
      retentionPeriod: retentionDays * 24,
      lifecycle: dataLifecycle(protection),
    });
    this.arn = this.stream.arn;
    this.name = this.stream.name;
  }
}
