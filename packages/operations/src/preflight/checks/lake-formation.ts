import { type DataLakeSettings, GetDataLakeSettingsCommand, LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { missing, ok, warning } from '../finding';
import type { PreflightCheck } from '../preflight-check';
import { principalArn } from '../principal-arn';

/** With Security Lake, the grants to readers are Lake Formation's; with a bucket, it must leave the catalog to IAM, as it does where nobody changed it. */
export const lakeFormation: PreflightCheck = {
  id: 'lake-formation',
  title: 'Lake Formation',
  cloud: 'aws',
  reads: ['lakeformation:GetDataLakeSettings'],
  applies: ({ pipelines }) => pipelines.securityLake !== undefined,
  async run(context) {
    const { DataLakeSettings: settings = {} } = await context.clouds.aws
      .client(LakeFormationClient)
      .send(new GetDataLakeSettingsCommand({}));
    if (context.environment.pipelines.securityLake?.lake.kind !== 'security-lake') {
      const { CreateDatabaseDefaultPermissions: database = [], CreateTableDefaultPermissions: table = [] } = settings;
      if ([database, table].every(list => list.some(isIam)))
        return [ok("IAM alone decides over new databases and tables, as the lake's bucket needs.")];
      return [
        warning(
          'New databases and tables of the catalog are under Lake Formation: the job and the readers get nothing by their IAM policies alone.',
          'Use only IAM access control for new databases and tables, or grant what they need after the deploy.',
          put({ ...settings, CreateDatabaseDefaultPermissions: [iamDecides], CreateTableDefaultPermissions: [iamDecides] }),
        ),
      ];
    }
    const { arn } = await principalArn(context);
    const admins = settings.DataLakeAdmins ?? [];
    if (admins.some(({ DataLakePrincipalIdentifier }) => DataLakePrincipalIdentifier === arn))
      return [ok(`${arn} administers the data lake.`)];
    return [
      missing(
        `${arn} is no administrator of the data lake, and a deploy grants readers their rights.`,
        'Become one (the command keeps all other settings), or deploy as one.',
        put({ ...settings, DataLakeAdmins: [...admins, { DataLakePrincipalIdentifier: arn }] }),
      ),
    ];
  },
};

const iamDecides = { Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL' as const] };

const isIam = ({ Principal }: NonNullable<DataLakeSettings['CreateTableDefaultPermissions']>[number]): boolean =>
  Principal?.DataLakePrincipalIdentifier === 'IAM_ALLOWED_PRINCIPALS';

const put = (settings: DataLakeSettings): string =>
  `aws lakeformation put-data-lake-settings --data-lake-settings '${JSON.stringify(settings)}'`;
