import type { AccessKeysSettings, AzureCloud, Environment } from '@audit-bridge/config';
import type { Names } from '@audit-bridge/naming';
import type { Protection } from '../../building-blocks/protection';

export interface AccessKeysAzureProps {
  readonly names: Names;
  /** Of what this program makes; the rule stands where the workspace stands. */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  readonly settings: Pick<AccessKeysSettings, 'schedule' | 'transport' | 'workspace' | 'tableName' | 'maxKeyAgeDays'>;
  readonly cloud: AzureCloud;
  readonly tenantId: string;
  /** The one AWS role that may send records: the function's. */
  readonly reporterRoleArn: string;
  readonly alarms: Environment['alarms'];
}
