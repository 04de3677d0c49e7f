import type { Environment } from '@audit-bridge/config';
import type { AwsPlace, Names } from '@audit-bridge/naming';
import type { Construct } from 'constructs';
import { EncryptionKey, type EncryptionKeyProps } from './encryption-key';
import type { Protection } from './protection';

export interface PipelineKeyProps {
  /** `cloudtrail-lake` */
  readonly pipeline: string;
  readonly names: Names;
  readonly place: AwsPlace;
  readonly dnsSuffix: string;
  readonly encryption: Environment['encryption'];
  readonly protection: Protection;
  readonly usedBy: EncryptionKeyProps['usedBy'];
}

/** The key of a pipeline: the environment's given one, or one of the pipeline's own. */
export function pipelineKeyArn(scope: Construct, props: PipelineKeyProps): string {
  const { pipeline, names, place, dnsSuffix, encryption, protection, usedBy } = props;
  if (encryption.kind === 'given') return encryption.kmsKeyArn;
  return new EncryptionKey(scope, 'key', {
    aliasName: names.of('kmsAlias', pipeline),
    description: `Encrypts what the pipeline ${pipeline} keeps.`,
    place,
    dnsSuffix,
    protection,
    usedBy,
  }).arn;
}
