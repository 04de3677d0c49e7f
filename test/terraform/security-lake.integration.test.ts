import '../invariants/example-values-only';

import { awsHalfSuite } from './aws-half-suite';
import { functionDrift } from './known-drift';
import { securityLakeVariants } from './security-lake-variants';

awsHalfSuite({
  pipeline: 'security-lake',
  variants: securityLakeVariants,
  applied: 'bucket',
  knownDrift: [...functionDrift],
  notCovered: [
    { type: 'aws_securitylake_data_lake', reason: 'moto has no Security Lake; validated only.' },
    { type: 'aws_securitylake_custom_log_source', reason: 'moto has no Security Lake; validated only.' },
    { type: 'aws_securitylake_aws_log_source', reason: 'moto has no Security Lake; validated only.' },
    { type: 'aws_lakeformation_permissions', reason: 'moto cannot take them back; validated only.' },
    { type: 'aws_iam_role_policy_attachment', reason: "Security Lake's own role, and readers that stand elsewhere; validated only." },
  ],
  // Without containers moto answers an invocation by itself: that Terraform makes it is covered, not what the function does.
  async prepare({ url }) {
    const body = JSON.stringify({ lambda: { use_docker: false } });
    const response = await fetch(`${url}/moto-api/config`, { method: 'POST', body });
    if (!response.ok) throw new Error(`moto does not take its settings: ${response.status} ${await response.text()}`);
  },
});
