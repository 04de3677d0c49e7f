/** A difference that moto makes: after an apply, the next plan would change this attribute, which AWS itself answers as it was set. */
export interface KnownDrift {
  readonly type: string;
  readonly attribute: string;
  readonly reason: string;
}

/** A type that is left out somewhere, and why. */
export interface Exception {
  readonly type: string;
  readonly reason: string;
}

/** Held exactly: a difference that is not listed fails the test, and so does a listed one that is not there any more. */
export const functionDrift: readonly KnownDrift[] = [
  { type: 'aws_lambda_function', attribute: 'kms_key_arn', reason: 'moto does not keep the key that encrypts the variables.' },
  { type: 'aws_lambda_function', attribute: 'logging_config', reason: 'moto does not keep the log group and the format.' },
];

export const queueDrift: readonly KnownDrift[] = [
  { type: 'aws_sqs_queue', attribute: 'redrive_policy', reason: 'moto answers the same JSON with other white space.' },
];
