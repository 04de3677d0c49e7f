import type { SecurityLakeSettings } from '@audit-bridge/config';
import {
  type DataLakeResource,
  ListDataLakesCommand,
  type LogSourceResource,
  paginateListLogSources,
  SecurityLakeClient,
} from '@aws-sdk/client-securitylake';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

type LakeSettings = Extract<SecurityLakeSettings['lake'], { kind: 'security-lake' }>;

function settingsOf({ environment }: Pick<PreflightContext, 'environment'>): LakeSettings | undefined {
  const lake = environment.pipelines.securityLake?.lake;
  return lake?.kind === 'security-lake' ? lake : undefined;
}

/** Once per account and Region: https://docs.aws.amazon.com/security-lake/latest/APIReference/API_ListDataLakes.html */
export const securityLake: PreflightCheck = {
  id: 'security-lake',
  title: 'Security Lake',
  cloud: 'aws',
  reads: ['securitylake:ListDataLakes', 'securitylake:ListLogSources'],
  applies: environment => settingsOf({ environment }) !== undefined,
  async run(context) {
    const settings = settingsOf(context);
    if (settings === undefined) return [];
    const { region } = context.environment.aws;
    const client = context.clouds.aws.client(SecurityLakeClient);
    const { dataLakes = [] } = await client.send(new ListDataLakesCommand({ regions: [region] }));
    const lake = dataLakes.find(found => found.region === region);
    if (lake === undefined) {
      return settings.dataLake.kind === 'created'
        ? [ok(`Security Lake is not on in ${region}; the environment switches it on.`)]
        : [
            missing(
              `Security Lake is not on in ${region}, and the environment takes it as given.`,
              "Switch it on, or write dataLake: { kind: 'created', retentionDays: 365 }.",
              `aws securitylake list-data-lakes --regions ${region}`,
            ),
          ];
    }
    const sources = await listSources(client, region);
    const hasSource = sources.some(({ customLogSource }) => customLogSource?.sourceName === settings.sourceName);
    return [dataLakeFinding(lake, settings, hasSource), ...sourceFindings(sources, settings, hasSource)];
  },
};

async function listSources(client: SecurityLakeClient, region: string): Promise<readonly LogSourceResource[]> {
  const found: LogSourceResource[] = [];
  for await (const { sources = [] } of paginateListLogSources({ client }, { regions: [region] }))
    found.push(...sources.flatMap(source => source.sources ?? []));
  return found;
}

function dataLakeFinding({ createStatus, dataLakeArn, region }: DataLakeResource, { dataLake }: LakeSettings, hasSource: boolean): Finding {
  const show = `aws securitylake list-data-lakes --regions ${region}`;
  if (createStatus === 'FAILED' || createStatus === 'PENDING')
    return missing(`Security Lake's creation in ${region} is ${createStatus}.`, 'Wait for it, or mend it in its console.', show);
  if (dataLake.kind === 'given') return ok(`Security Lake is on in ${region}.`);
  // An environment's own source is made after its data lake, and is the only trace that a list shows of who made it.
  if (hasSource) return ok(`Security Lake is on in ${region}, and has the environment's source already.`);
  return missing(
    `Security Lake is on in ${region} already (${dataLakeArn}), and the environment would make it.`,
    "Write dataLake: { kind: 'given' }, with its kmsKeyArn where it has a key of its own.",
    show,
  );
}

function sourceFindings(sources: readonly LogSourceResource[], settings: LakeSettings, hasSource: boolean): readonly Finding[] {
  const hasCloudTrail = sources.some(({ awsLogSource }) => awsLogSource?.sourceName === 'CLOUD_TRAIL_MGMT');
  const findings: Finding[] = [];
  if (hasSource)
    findings.push(
      warning(
        `A custom source ${settings.sourceName} is there: this environment's, if it was deployed; else another one's, and a deploy fails.`,
        'If it is not this environment, choose another sourceName.',
        'aws securitylake list-log-sources',
      ),
    );
  if (settings.cloudTrailSource === 'given' && !hasCloudTrail)
    findings.push(
      missing(
        'CloudTrail management events are no source of Security Lake, and the environment takes that as given.',
        "Write cloudTrailSource: 'created' or 'none'.",
        'aws securitylake list-log-sources',
      ),
    );
  if (settings.cloudTrailSource === 'created' && hasCloudTrail && !hasSource)
    findings.push(
      missing(
        'CloudTrail management events are a source of Security Lake already, and the environment would make it one.',
        "Write cloudTrailSource: 'given'.",
        'aws securitylake list-log-sources',
      ),
    );
  return findings;
}
