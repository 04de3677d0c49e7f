/** A difference that moto makes: after an apply, the next plan would change this attribute, which AWS itself answers as it was set. */
export interface KnownDrift {
  readonly type: string;
  readonly attribute: string;
  readonly reason: string;
}

/** Held exactly: a difference that is not listed fails the test, and so does a listed one that is not there any more. */
export const knownDrift: readonly KnownDrift[] = [
  { type: 'aws_lambda_function', attribute: 'kms_key_arn', reason: 'moto does not keep the key that encrypts the variables.' },
  { type: 'aws_lambda_function', attribute: 'logging_config', reason: 'moto does not keep the log group and the format.' },
  { type: 'aws_sqs_queue', attribute: 'redrive_policy', reason: 'moto answers the same JSON with other white space.' },
];

/** Types of the AWS half that no run against moto applies. Held exactly, like the drift. */
export const notCovered: readonly { readonly type: string; readonly reason: string }[] = [
  { type: 'aws_cloudtrail_event_data_store', reason: 'moto has no event data stores; validated only.' },
  { type: 'aws_cloudformation_stack', reason: "moto's CloudFormation does not know AWS::CloudTrail::Channel; validated only." },
];
