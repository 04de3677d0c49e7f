import { awsPartitions, type Environment } from '@audit-bridge/config';
import { type AwsPlace, functionArn, Names, operatedNames } from '@audit-bridge/naming';

/** What a redrive works on. */
export interface RedriveTarget {
  readonly place: AwsPlace;
  readonly queueName: string;
  readonly functionArn: string;
}

/** The names are the ones that the constructs give: both ask `packages/naming`. */
export function redriveTarget(environment: Environment): RedriveTarget {
  const { accountId, region, partition } = environment.aws;
  const place: AwsPlace = { accountId, region, arnPartition: awsPartitions[partition].arnPartition };
  const names = Names.ofEnvironment(environment);
  return {
    place,
    queueName: operatedNames(names).failedEventsQueue,
    functionArn: functionArn(place, names.of('lambdaFunction', 'activity-log-processor')),
  };
}
