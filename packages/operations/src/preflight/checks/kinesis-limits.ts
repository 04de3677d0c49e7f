import { Names, operatedNames } from '@audit-bridge/naming';
import { DescribeLimitsCommand, DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { isNotFound } from '../describe-problem';
import { missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';

/** On-demand streams in an account and Region: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html */
export const kinesisLimits: PreflightCheck = {
  id: 'kinesis-limits',
  title: 'Room for the Kinesis stream',
  cloud: 'aws',
  reads: ['kinesis:DescribeLimits', 'kinesis:DescribeStreamSummary'],
  applies: ({ pipelines }) => pipelines.securityLake !== undefined,
  async run({ clouds, environment }) {
    const kinesis = clouds.aws.client(KinesisClient);
    const StreamName = operatedNames(Names.ofEnvironment(environment)).kinesisStream;
    const isThere = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName })).then(
      () => true,
      error => {
        if (isNotFound(error)) return false;
        throw error;
      },
    );
    if (isThere) return [ok(`${StreamName} is there already.`)];
    const { OnDemandStreamCount = 0, OnDemandStreamCountLimit = 0 } = await kinesis.send(new DescribeLimitsCommand({}));
    const state = `${OnDemandStreamCount} of ${OnDemandStreamCountLimit} on-demand streams exist`;
    if (OnDemandStreamCount < OnDemandStreamCountLimit) return [ok(`${state}; the environment adds one.`)];
    return [
      missing(
        `${state}: there is no room for one more.`,
        'Delete a stream that nobody needs, or raise the quota.',
        `aws service-quotas list-service-quotas --service-code kinesis --region ${environment.aws.region} --query "Quotas[?contains(QuotaName,'On-demand')]"`,
      ),
    ];
  },
};
