import type { CrossFieldRule, Problem } from './cross-field-rules';
import type { Environment } from './environment';
import { awsPartitions } from './sovereign-clouds';

const lake = 'pipelines.cloudtrailLake';
const keys = 'pipelines.accessKeys';

/** Regions, issuers and given ARNs, compared with the environment's account. */
export const awsRules: readonly CrossFieldRule[] = [
  {
    reads: ['aws.partition', 'aws.region'],
    problems: ({ aws }) => regionProblems(aws),
  },
  {
    reads: ['aws.partition', `${lake}.authentication`],
    problems: ({ aws, pipelines: { cloudtrailLake } }) =>
      cloudtrailLake?.authentication.kind === 'web-identity'
        ? issuerProblems(aws, `${lake}.authentication.issuerUrl`, cloudtrailLake.authentication.issuerUrl)
        : [],
  },
  {
    reads: ['aws.partition', `${keys}.transport`],
    problems: ({ aws, pipelines: { accessKeys } }) =>
      accessKeys?.transport.kind === 'logs-ingestion'
        ? issuerProblems(aws, `${keys}.transport.issuerUrl`, accessKeys.transport.issuerUrl)
        : [],
  },
  {
    reads: [`${lake}.destination`],
    problems: ({ pipelines: { cloudtrailLake } }) =>
      cloudtrailLake?.destination.kind === 'cloudtrail-lake' &&
      cloudtrailLake.destination.channel.kind === 'given' &&
      cloudtrailLake.destination.eventDataStore.kind === 'created'
        ? [
            {
              path: `${lake}.destination.eventDataStore.kind`,
              message: "write 'given' and its ARN: a given channel already delivers to an event data store of its own",
            },
          ]
        : [],
  },
  {
    reads: ['aws', 'encryption', `${lake}.destination`, `${lake}.authentication`, 'pipelines.securityLake.lake', `${keys}.transport`],
    problems: environment => givenArns(environment).flatMap(arn => ofOtherAccount(arn, environment)),
  },
];

export function regionProblems({ partition, region }: Environment['aws']): readonly Problem[] {
  const { regionPattern, exampleRegion } = awsPartitions[partition];
  return regionPattern.test(region)
    ? []
    : [{ path: 'aws.region', message: `'${region}' is no Region of the partition '${partition}': write one like '${exampleRegion}'` }];
}

function issuerProblems({ partition }: Environment['aws'], path: string, issuerUrl: string): readonly Problem[] {
  const suffix = awsPartitions[partition].tokenIssuerSuffix;
  if (suffix === undefined) return [];
  const { hostname, pathname } = new URL(issuerUrl);
  return hostname.endsWith(suffix) && pathname === '/'
    ? []
    : [{ path, message: `write the account's own token issuer, like 'https://<id>${suffix}'` }];
}

function givenArns({
  encryption,
  pipelines: { cloudtrailLake, securityLake, accessKeys },
}: Environment): readonly { path: string; arn: string }[] {
  const { destination, authentication } = cloudtrailLake ?? {};
  const given: { path: string; arn: string }[] = [];
  if (encryption.kind === 'given') given.push({ path: 'encryption.kmsKeyArn', arn: encryption.kmsKeyArn });
  if (authentication?.kind === 'connection-string') given.push({ path: `${lake}.authentication.secretArn`, arn: authentication.secretArn });
  if (destination?.kind === 'cloudtrail-lake') {
    for (const part of ['eventDataStore', 'channel'] as const) {
      const value = destination[part];
      if (value.kind === 'given') given.push({ path: `${lake}.destination.${part}.arn`, arn: value.arn });
    }
  }
  if (securityLake?.lake.kind === 'security-lake' && securityLake.lake.dataLake.kind === 'given') {
    const { kmsKeyArn } = securityLake.lake.dataLake;
    if (kmsKeyArn !== undefined) given.push({ path: 'pipelines.securityLake.lake.dataLake.kmsKeyArn', arn: kmsKeyArn });
  }
  if (accessKeys?.transport.kind === 'data-collector') {
    const { secretArn, secretKmsKeyArn } = accessKeys.transport;
    given.push({ path: `${keys}.transport.secretArn`, arn: secretArn });
    if (secretKmsKeyArn !== undefined) given.push({ path: `${keys}.transport.secretKmsKeyArn`, arn: secretKmsKeyArn });
  }
  return given;
}

/** An event for another account than its channel's is refused, and a key or a secret of another Region cannot be used. */
function ofOtherAccount({ path, arn }: { path: string; arn: string }, { aws }: Environment): readonly Problem[] {
  const [, partition, , region, accountId] = arn.split(':');
  const expected = `arn:${awsPartitions[aws.partition].arnPartition}:...:${aws.region}:${aws.accountId}:...`;
  return partition === awsPartitions[aws.partition].arnPartition && region === aws.region && accountId === aws.accountId
    ? []
    : [{ path, message: `'${arn}' lies elsewhere: write one of this environment's account and Region, ${expected}` }];
}
