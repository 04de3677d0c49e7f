import type { Pipeline } from '../invariants/synthesized-stacks';

/** A type of AWS that no run against moto applies, and why. What refers to one gets a literal value there; its validation is real. */
export interface NotOnMoto {
  readonly type: string;
  readonly reason: string;
  /** Where it is left out. @default every pipeline */
  readonly pipeline?: Pipeline;
}

/** Held exactly: one that no stack has fails the test. */
export const notOnMoto: readonly NotOnMoto[] = [
  { type: 'aws_athena_named_query', reason: 'moto cannot delete one.' },
  { type: 'aws_cloudformation_stack', reason: "moto's CloudFormation does not know AWS::CloudTrail::Channel." },
  { type: 'aws_cloudtrail_event_data_store', reason: 'moto has no event data stores.' },
  { type: 'aws_iam_role_policy_attachment', reason: "Security Lake's own managed policies, which moto lacks." },
  { type: 'aws_lakeformation_permissions', reason: 'moto cannot take them back.' },
  {
    type: 'aws_s3_bucket_policy',
    pipeline: 'security-lake',
    reason: "moto knows no conditions: the denial of plain HTTP would refuse the job's code. cloudtrail-lake applies the same policy.",
  },
  { type: 'aws_securitylake_aws_log_source', reason: 'moto has no Security Lake.' },
  { type: 'aws_securitylake_custom_log_source', reason: 'moto has no Security Lake.' },
  { type: 'aws_securitylake_data_lake', reason: 'moto has no Security Lake.' },
];

export function isLeftOut(type: string, pipeline: Pipeline): boolean {
  return notOnMoto.some(exception => exception.type === type && (exception.pipeline ?? pipeline) === pipeline);
}
