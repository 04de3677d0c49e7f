import type { AlarmSettings, Environment, NoAlarms } from '@audit-bridge/config';
import type { AwsPlace, Names } from '@audit-bridge/naming';
import type { Protection } from './protection';

/** What every pipeline's AWS half takes of its environment. */
export interface PipelineAwsProps {
  readonly names: Names;
  readonly place: AwsPlace;
  /** `amazonaws.com` */
  readonly dnsSuffix: string;
  readonly encryption: Environment['encryption'];
  readonly protection: Protection;
  readonly logRetentionDays: number;
  readonly alarms: AlarmSettings | NoAlarms;
}
