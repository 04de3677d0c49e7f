import { awsServicePrincipals } from '@audit-bridge/config';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { iamPolicy } from './iam-policy';

export interface AlarmTopicProps {
  readonly name: string;
  readonly keyArn: string;
  readonly accountId: string;
  /** Each has to confirm a message from SNS. */
  readonly emailAddresses: readonly string[];
}

/** The encrypted topic that all alarms of a pipeline go to. Only CloudWatch alarms of this account may publish. */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, keyArn, accountId, emailAddresses }: AlarmTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: keyArn });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: iamPolicy([
        {
          principals: { Service: awsServicePrincipals.cloudwatch },
          actions: ['sns:Publish'],
          resources: [topic.arn],
          conditions: { StringEquals: { 'aws:SourceAccount': accountId } },
        },
      ]),
    });
    for (const address of emailAddresses) {
      new SnsTopicSubscription(this, `email-${address}`, { topicArn: topic.arn, protocol: 'email', endpoint: address });
    }
    this.arn = topic.arn;
  }
}
