import type { Environment } from '@audit-bridge/config';
import type { EnvironmentContext } from '../bridge-command';
import type { Cloud } from '../right-place/assert-right-place';
import type { Finding } from './finding';

export type PreflightContext = Pick<EnvironmentContext, 'environment' | 'clouds'>;

/** One question to ask the clouds before anything is deployed. It changes nothing. */
export interface PreflightCheck {
  /** `aws-account` */
  readonly id: string;
  /** What is asked, as a heading: `AWS account`. */
  readonly title: string;
  /** Which cloud is asked. */
  readonly cloud: Cloud;
  /** The rights that asking needs, as that cloud spells them. */
  readonly reads: readonly string[];
  /** Whether the answer matters to an environment. */
  applies(environment: Environment): boolean;
  /** @returns a finding for each thing that was looked at; what it throws becomes `unknown` */
  run(context: PreflightContext): Promise<readonly Finding[]>;
}
