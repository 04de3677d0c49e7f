import type { AwsRoute } from '../aws-route';
import { restRoute } from '../protocols/rest-route';

export interface SecurityLakeProps {
  readonly region: string;
  readonly accountId: string;
  /** Undefined where nobody has switched it on. */
  readonly createStatus?: 'COMPLETED' | 'PENDING' | 'FAILED';
  /** Of sources of our own, and of AWS's: `CLOUD_TRAIL_MGMT`. */
  readonly customSources?: readonly string[];
  readonly awsSources?: readonly string[];
}

/**
 * @see https://docs.aws.amazon.com/security-lake/latest/APIReference/API_ListDataLakes.html
 * @see https://docs.aws.amazon.com/security-lake/latest/APIReference/API_ListLogSources.html
 */
export function securityLakeLists({
  accountId,
  awsSources = [],
  createStatus,
  customSources = [],
  region,
}: SecurityLakeProps): readonly AwsRoute[] {
  const dataLake = { dataLakeArn: `arn:aws:securitylake:${region}:${accountId}:data-lake/default`, region, createStatus };
  const sources = [
    ...customSources.map(sourceName => ({ customLogSource: { sourceName } })),
    ...awsSources.map(sourceName => ({ awsLogSource: { sourceName, sourceVersion: '2.0' } })),
  ];
  return [
    restRoute('securitylake', 'GET', '/v1/datalakes', () => ({ body: { dataLakes: createStatus === undefined ? [] : [dataLake] } })),
    restRoute('securitylake', 'POST', '/v1/datalake/logsources/list', () => ({
      body: { sources: [{ account: accountId, region, sources }] },
    })),
  ];
}
