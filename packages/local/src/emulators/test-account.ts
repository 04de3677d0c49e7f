/** The example key pair of the AWS documentation: no account has it. */
export const testCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'session-of-the-local-run',
} as const;

/** Another one of theirs: for a function that acts in an account of its own, where emulators serve several. */
export const otherCredentials = {
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
  sessionToken: 'another-session-of-the-local-run',
} as const;

export const testRegion = 'eu-west-1';

/** moto's account. */
export const testAccountId = '123456789012';
