import '../invariants/example-values-only';

import { accessKeysVariants } from './access-keys-variants';
import { awsHalvesSuite, type TestedHalf } from './aws-halves-suite';
import { cloudtrailLakeVariants } from './cloudtrail-lake-variants';
import { functionDrift, queueDrift } from './known-drift';
import { securityLakeVariants } from './security-lake-variants';

const cloudtrailLake: TestedHalf = {
  pipeline: 'cloudtrail-lake',
  variants: cloudtrailLakeVariants,
  applied: cloudtrailLakeVariants['CloudWatch Logs'],
  knownDrift: [...functionDrift, ...queueDrift],
  notCovered: [
    { type: 'aws_cloudtrail_event_data_store', reason: 'moto has no event data stores; validated only.' },
    { type: 'aws_cloudformation_stack', reason: "moto's CloudFormation does not know AWS::CloudTrail::Channel; validated only." },
  ],
};

const securityLake: TestedHalf = {
  pipeline: 'security-lake',
  variants: securityLakeVariants,
  applied: securityLakeVariants.bucket,
  knownDrift: [
    ...functionDrift,
    { type: 'aws_glue_job', attribute: 'execution_class', reason: 'moto answers no class; Glue answers STANDARD.' },
    { type: 'aws_glue_job', attribute: 'maintenance_window', reason: 'moto does not keep it.' },
    { type: 'aws_kinesis_stream', attribute: 'tags_all', reason: 'moto does not take the tags of a stream as it is made.' },
  ],
  notCovered: [
    { type: 'aws_securitylake_data_lake', reason: 'moto has no Security Lake; validated only.' },
    { type: 'aws_securitylake_custom_log_source', reason: 'moto has no Security Lake; validated only.' },
    { type: 'aws_securitylake_aws_log_source', reason: 'moto has no Security Lake; validated only.' },
    { type: 'aws_lakeformation_permissions', reason: 'moto cannot take them back; validated only.' },
    { type: 'aws_athena_named_query', reason: 'moto cannot delete one; validated only.' },
    {
      type: 'aws_s3_bucket_policy',
      reason:
        "moto knows no conditions: the denial of plain HTTP would refuse the job's code. The run of cloudtrail-lake applies the same policy.",
    },
    { type: 'aws_iam_role_policy_attachment', reason: "Security Lake's own role, and readers that stand elsewhere; validated only." },
  ],
  // Without containers moto answers an invocation by itself: that Terraform makes it is covered, not what the function does.
  async prepare({ url }) {
    const body = JSON.stringify({ lambda: { use_docker: false } });
    const response = await fetch(`${url}/moto-api/config`, { method: 'POST', body });
    if (!response.ok) throw new Error(`moto does not take its settings: ${response.status} ${await response.text()}`);
  },
};

const accessKeys: TestedHalf = {
  pipeline: 'access-keys',
  variants: accessKeysVariants,
  applied: accessKeysVariants['an organization over logs ingestion'],
  knownDrift: functionDrift,
  notCovered: [],
};

awsHalvesSuite([cloudtrailLake, securityLake, accessKeys]);
