import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { isNotFound } from '../describe-problem';
import { missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';

/** The key of a whole environment: https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const givenKey: PreflightCheck = {
  id: 'given-key',
  title: 'The given encryption key',
  cloud: 'aws',
  reads: ['kms:DescribeKey'],
  applies: ({ encryption }) => encryption.kind === 'given',
  async run({ clouds, environment: { encryption } }) {
    if (encryption.kind !== 'given') return [];
    const { kmsKeyArn: KeyId } = encryption;
    const state = await clouds.aws
      .client(KMSClient)
      .send(new DescribeKeyCommand({ KeyId }))
      .then(
        ({ KeyMetadata }) => KeyMetadata?.KeyState,
        error => {
          if (isNotFound(error)) return 'not there';
          throw error;
        },
      );
    if (state === 'Enabled') return [ok('The key is there, and enabled.')];
    return [missing(`${KeyId} is ${state}.`, 'Correct encryption.kmsKeyArn, or enable the key.', `aws kms enable-key --key-id ${KeyId}`)];
  },
};
