import { awsPartitions, type Environment } from '@audit-bridge/config';
import type { PipelineAwsProps } from '@audit-bridge/constructs';
import { Names, stackId } from '@audit-bridge/naming';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { refuseExampleValues } from './example-values-guard';
import { addStateBackend } from './state-backend';
import { stackTags } from './tags';

/** One pipeline in one environment: with a state of its own, in no other account than the environment's, and never with example values. */
export abstract class PipelineStack extends TerraformStack {
  protected readonly tags: Record<string, string>;
  /** For the AWS half; its names and place are the Azure half's too. */
  protected readonly awsProps: PipelineAwsProps;

  constructor(scope: Construct, environment: Environment, pipeline: string) {
    const id = stackId(environment, pipeline);
    super(scope, id);
    const { aws, alarms, encryption, logRetentionDays, protection } = environment;
    const { arnPartition, dnsSuffix } = awsPartitions[aws.partition];
    const place = { arnPartition, region: aws.region, accountId: aws.accountId };
    this.tags = stackTags(environment, pipeline);
    this.awsProps = { names: Names.ofEnvironment(environment), place, dnsSuffix, encryption, protection, logRetentionDays, alarms };

    addStateBackend(this, id, environment.state);
    refuseExampleValues(this, environment);
    // Credentials for another account are refused before anything is made in it.
    new AwsProvider(this, 'aws', { region: aws.region, allowedAccountIds: [aws.accountId], defaultTags: [{ tags: this.tags }] });
  }
}
