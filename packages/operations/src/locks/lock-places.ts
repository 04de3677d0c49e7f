import { Names, operatedNames } from '@audit-bridge/naming';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentContext } from '../bridge-command';
import { blobRegister } from './blob-register';
import { dynamoDbRegister } from './dynamodb-register';
import type { LockRegister } from './lock-register';
import { s3Register } from './s3-register';

/** What two commands must not change at the same time. */
export interface LockPlace {
  readonly pipeline: 'cloudtrailLake' | 'securityLake';
  /** For a person. */
  readonly protects: string;
  readonly register: (context: Pick<EnvironmentContext, 'environment' | 'clouds'>) => LockRegister;
}

const namesOf = (environment: EnvironmentContext['environment']) => operatedNames(Names.ofEnvironment(environment));

/** Each lies beside what it protects, so that whoever may change the one may take the other. */
export const lockPlaces = {
  'cloudtrail-lake': {
    pipeline: 'cloudtrailLake',
    protects: 'refused records, and what is sent to CloudTrail Lake or CloudWatch Logs again',
    register: ({ clouds, environment }) => dynamoDbRegister(clouds.aws.client(DynamoDBClient), namesOf(environment).stateTable),
  },
  'parked-records': {
    pipeline: 'securityLake',
    protects: 'parked records',
    register: ({ clouds, environment }) => blobRegister(clouds.azure.parkingContainer(), namesOf(environment).operatorLock),
  },
  stream: {
    pipeline: 'securityLake',
    protects: 'the quarantine, and what is put onto the stream again',
    register: ({ clouds, environment }) =>
      s3Register(clouds.aws.client(S3Client), {
        bucket: namesOf(environment).quarantineBucket,
        key: namesOf(environment).operatorLock,
        accountId: environment.aws.accountId,
      }),
  },
} as const satisfies Readonly<Record<string, LockPlace>>;

export type LockName = keyof typeof lockPlaces;
