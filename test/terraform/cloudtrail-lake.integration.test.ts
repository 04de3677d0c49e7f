import '../invariants/example-values-only';

import { awsHalfSuite } from './aws-half-suite';
import { cloudtrailLakeVariants } from './cloudtrail-lake-variants';
import { functionDrift, queueDrift } from './known-drift';

awsHalfSuite({
  pipeline: 'cloudtrail-lake',
  variants: cloudtrailLakeVariants,
  applied: 'CloudWatch Logs',
  knownDrift: [...functionDrift, ...queueDrift],
  notCovered: [
    { type: 'aws_cloudtrail_event_data_store', reason: 'moto has no event data stores; validated only.' },
    { type: 'aws_cloudformation_stack', reason: "moto's CloudFormation does not know AWS::CloudTrail::Channel; validated only." },
  ],
});
