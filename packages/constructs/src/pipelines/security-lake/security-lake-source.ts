import type { SecurityLakeSettings } from '@audit-bridge/config';
import { type AwsPlace, type Names, stableHash } from '@audit-bridge/naming';
import { SecuritylakeAwsLogSource } from '@cdktf/provider-aws/lib/securitylake-aws-log-source';
import { SecuritylakeCustomLogSource } from '@cdktf/provider-aws/lib/securitylake-custom-log-source';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { IamStatement } from '../../building-blocks/iam-policy';
import type { Protection } from '../../building-blocks/protection';
import { readWriteStatements } from './bucket-statements';
import { CrawlerRole } from './crawler-role';
import { DataLake } from './data-lake';
import type { CatalogTable, Lake } from './lake';
import { cloudTrailTable } from './security-lake-catalog';

export interface SecurityLakeSourceProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly keyArn: string;
  readonly settings: Extract<SecurityLakeSettings['lake'], { kind: 'security-lake' }>;
  readonly protection: Protection;
}

/**
 * Security Lake with the activity log as a custom source.
 *
 * AWS leaves the source's crawler and table behind when the source is deleted: docs/security-lake-on-aws.md says how to remove them.
 */
export class SecurityLakeSource extends Construct implements Lake {
  readonly location: string;
  readonly keyArns: readonly string[];
  readonly writeStatements: readonly IamStatement[];
  /** Lake Formation decides, by its grants. */
  readonly readStatements: readonly IamStatement[] = [];
  readonly ready: readonly ITerraformDependable[];
  readonly azure: CatalogTable;
  readonly cloudTrail: CatalogTable | undefined;

  constructor(scope: Construct, id: string, props: SecurityLakeSourceProps) {
    super(scope, id);
    const { names, place, settings } = props;
    const dataLake = this.#dataLake(props);
    const before = dataLake === undefined ? [] : [dataLake.lake];
    const { dataLake: given } = settings;
    this.keyArns = given.kind === 'given' && given.kmsKeyArn !== undefined ? [given.kmsKeyArn] : [];
    const crawler = new CrawlerRole(this, 'crawler', {
      names,
      place,
      sourceName: settings.sourceName,
      keyArns: given.kind === 'created' ? [props.keyArn] : this.keyArns,
    });
    const source = new SecuritylakeCustomLogSource(this, 'source', {
      sourceName: settings.sourceName,
      eventClasses: ['API_ACTIVITY'],
      configuration: [
        {
          crawlerConfiguration: [{ roleArn: crawler.role.arn }],
          // Security Lake makes a role for who writes from elsewhere. Ours is this account's job, which writes by its own role.
          providerIdentity: [{ principal: place.accountId, externalId: stableHash([place.accountId, settings.sourceName], 16) }],
        },
      ],
      dependsOn: [crawler.role.policy, ...before],
    });
    const ready: ITerraformDependable[] = [source];
    if (settings.cloudTrailSource === 'created') {
      ready.push(
        new SecuritylakeAwsLogSource(this, 'cloudtrail', {
          source: [{ sourceName: 'CLOUD_TRAIL_MGMT', sourceVersion: '2.0', regions: [place.region], accounts: [place.accountId] }],
          // Security Lake answers 409 to two changes of its sources at the same moment.
          dependsOn: [source],
        }),
      );
    }
    this.ready = ready;

    // Like `s3://aws-security-data-lake-<region>-<hash>/ext/<source>/`; whether with a closing slash is not written anywhere.
    const path = Fn.trimsuffix(Fn.trimprefix(source.providerDetails.get(0).location, 's3://'), '/');
    this.location = `s3://${path}/`;
    const words = Fn.split('/', path);
    const prefix = Fn.join('/', Fn.slice(words, 1, Fn.lengthOf(words)));
    this.writeStatements = readWriteStatements(`arn:${place.arnPartition}:s3:::${Fn.element(words, 0)}`, `${prefix}/`);
    // arn:<partition>:glue:<region>:<account>:table/<database>/<table>
    const tableWords = Fn.split('/', source.attributes.get(0).tableArn);
    this.azure = { database: Fn.element(tableWords, 1), table: Fn.element(tableWords, 2) };
    this.cloudTrail = settings.cloudTrailSource === 'none' ? undefined : cloudTrailTable(place.region);
  }

  #dataLake({ names, place, keyArn, settings, protection }: SecurityLakeSourceProps): DataLake | undefined {
    if (settings.dataLake.kind === 'given') return undefined;
    const { retentionDays } = settings.dataLake;
    return new DataLake(this, 'data-lake', { names, place, keyArn, retentionDays, protection });
  }
}
