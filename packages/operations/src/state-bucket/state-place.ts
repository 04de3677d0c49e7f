import { awsPartitions, type Environment, missingUserValues } from '@audit-bridge/config';

/** Where the state shall lie. */
export interface StatePlace {
  readonly bucket: string;
  readonly region: string;
  readonly accountId: string;
  /** `aws`, `aws-cn` ... */
  readonly arnPartition: string;
  /** The key that the settings name; undefined while they hold the example: then the alias tells. */
  readonly keyArn: string | undefined;
}

/** Of the key that the command makes: one for every state bucket of an account and Region. */
export const stateKeyAlias = 'alias/audit-bridge-state';

/** @returns undefined where an environment keeps its state in a file */
export function statePlaceOf(environment: Environment): StatePlace | undefined {
  const { aws, state } = environment;
  if (state.kind !== 's3') return undefined;
  const left = missingUserValues(environment);
  return {
    // The account and the Region make it unique; nobody else's account can have taken it by accident.
    bucket: left.includes('stateBucket') ? `audit-bridge-state-${aws.accountId}-${state.region}` : state.bucket,
    region: state.region,
    accountId: aws.accountId,
    arnPartition: awsPartitions[aws.partition].arnPartition,
    keyArn: left.includes('stateKmsKeyArn') ? undefined : state.kmsKeyArn,
  };
}
