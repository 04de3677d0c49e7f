/** The example key pair of the AWS documentation: no account has it. */
export const testCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'session-of-the-local-run',
} as const;

export const testRegion = 'eu-west-1';

/** moto's account. */
export const testAccountId = '123456789012';
