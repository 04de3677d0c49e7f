import type { FunctionArtifact } from '@audit-bridge/bundling';
import type { AzureCloud, Environment, SecurityLakeSettings } from '@audit-bridge/config';
import type { Names } from '@audit-bridge/naming';
import type { Protection } from '../../building-blocks/protection';

export interface SecurityLakeAzureProps {
  readonly names: Names;
  readonly location: string;
  readonly cloud: AzureCloud;
  readonly blobReplication: Environment['azure']['blobReplication'];
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  readonly settings: Pick<SecurityLakeSettings, 'source' | 'eventHub' | 'forwarder'>;
  /** Whose records are taken, and exported unless they are generated. */
  readonly subscriptionIds: readonly string[];
  readonly logRetentionDays: number;
  readonly alarms: Environment['alarms'];
  /** The forwarder's zip. */
  readonly artifact: Pick<FunctionArtifact, 'path' | 'sha256'>;
  /** Where the forwarder sends to, known by name before AWS has made any of it. */
  readonly stream: {
    readonly name: string;
    readonly region: string;
    /** The role that trusts the forwarder's identity. */
    readonly roleArn: string;
  };
  /** The identifier URI of the shared Entra application: what tokens for AWS are asked for. */
  readonly tokenAudience: string;
  readonly tenantId: string;
  /** Below it the forwarder looks for subscriptions that nobody collects from; undefined: it does not look. */
  readonly managementGroupId: string | undefined;
}
