import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deduplicatedSelectSql, lakeColumns } from '@audit-bridge/lake-queries';
import { TerraformStack, Testing } from 'cdktf';
import { FederatedRole } from '../src/building-blocks/federated-role';
import { activityColumns } from '../src/pipelines/security-lake/activity-columns';
import { readWriteStatements } from '../src/pipelines/security-lake/bucket-statements';
import { DeduplicatedView } from '../src/pipelines/security-lake/deduplicated-view';
import { type JobArgumentsProps, jobArguments } from '../src/pipelines/security-lake/job-arguments';
import { LakeTable } from '../src/pipelines/security-lake/lake-table';
import { prestoType, UnknownTypeError } from '../src/pipelines/security-lake/presto-type';
import { resourcesOf } from './synthesize-scope';

const versions = ['1.1.0', '1.3.0'] as const;

describe('prestoType', () => {
  it.each([
    ['string', 'varchar'],
    ['map<string,string>', 'map(varchar,varchar)'],
    ['array<struct<uid:string>>', 'array(row("uid" varchar))'],
    // `group` is a word of SQL: without its quotes the view could not be read.
    ['struct<group:struct<name:string>,type_id:int,at:timestamp>', 'row("group" row("name" varchar),"type_id" integer,"at" timestamp(3))'],
  ])('of %s is %s', (hive, presto) => {
    expect(prestoType(hive)).toBe(presto);
  });

  it('refuses a type that nobody has thought about', () => {
    expect(() => prestoType('struct<a:decimal(10,2)>')).toThrow(UnknownTypeError);
  });
});

describe('activityColumns', () => {
  // A column that is written and not declared is data that no query sees.
  it.each(versions)('of OCSF %s and the partitions are the columns that the queries know', version => {
    const columns = activityColumns(version).map(({ name }) => name);
    expect([...columns, 'region', 'accountid', 'eventday'].sort()).toEqual([...lakeColumns].sort());
  });

  it.each(versions)('of OCSF %s can all be said in the words of both engines', version => {
    for (const { type } of activityColumns(version)) expect(prestoType(type)).toMatch(/^[a-z]/);
  });
});

describe('DeduplicatedView', () => {
  it("holds the shared SELECT and the view's columns as Athena writes a view, in one text that Terraform encodes", () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new DeduplicatedView(stack, 'view', { database: 'db', name: 'view', azureTable: '"db"."azure"', ocsfVersion: '1.1.0' });
    const json = JSON.parse(Testing.synth(stack)) as {
      locals: Record<string, string>;
      resource: {
        aws_glue_catalog_table: Record<string, { view_original_text: string; storage_descriptor: { columns: { name: string }[] } }>;
      };
    };
    const [[name, text]] = Object.entries(json.locals) as [[string, string]];
    const [table] = Object.values(json.resource.aws_glue_catalog_table);
    expect(table?.view_original_text).toBe(`/* Presto View: \${base64encode(local.${name})} */`);
    const definition = JSON.parse(text) as { originalSql: string; columns: { name: string }[] };
    expect(definition).toMatchObject({ catalog: 'awsdatacatalog', schema: 'db' });
    expect(definition.originalSql).toBe(deduplicatedSelectSql({ azure: '"db"."azure"' }));
    // Athena takes the columns by their place in the SELECT.
    const selected = /^SELECT (.*)$/m.exec(definition.originalSql)?.[1]?.split(', ');
    expect(definition.columns.map(column => column.name)).toEqual(selected);
    expect(table?.storage_descriptor.columns.map(column => column.name)).toEqual(selected);
  });
});

describe('LakeTable', () => {
  it('has a partition for each subscription, and one for the records that name none, in the folders that the job writes', () => {
    const [table] = resourcesOf(
      scope =>
        void new LakeTable(scope, 'table', {
          database: 'db',
          location: 's3://bucket/ext/azure-activity/',
          ocsfVersion: '1.1.0',
          region: 'eu-central-1',
          subscriptionIds: ['a', 'b'],
        }),
    )('aws_glue_catalog_table');
    expect(table?.parameters).toMatchObject({
      'projection.accountid.values': 'external,external_a,external_b',
      'storage.location.template': 's3://bucket/ext/azure-activity/region=$${region}/accountId=$${accountid}/eventDay=$${eventday}/',
    });
  });
});

describe('jobArguments', () => {
  const props: JobArgumentsProps = {
    settings: {
      workerType: 'G.025X',
      maxWorkers: 4,
      maintenanceWindow: 'Sun:3',
      windowSeconds: 300,
      ocsfVersion: '1.3.0',
      requestBodies: 'kept',
      categoryRouting: { ServiceHealth: 'route', Alert: 'fallback' },
      quarantineRetentionDays: 365,
      supervisorMinutes: 5,
    },
    streamArn: 'arn',
    lakeLocation: 's3://lake/',
    workLocation: 's3://work/',
    temporaryLocation: 's3://work/temporary/',
    quarantineLocation: 's3://quarantine/',
    packageLocation: 's3://work/scripts/hash/audit_bridge.zip',
    region: 'eu-central-1',
    logGroupPrefix: '/aws-glue/job',
    metricsService: 'job',
  };

  // Another order would be another definition, and the job would be started anew for it.
  it('say the category routing in one order', () => {
    const { settings } = props;
    const other = { ...props, settings: { ...settings, categoryRouting: { Alert: 'fallback', ServiceHealth: 'route' } } } as const;
    expect(jobArguments(props)['--CATEGORY_ROUTING']).toBe('Alert=fallback,ServiceHealth=route');
    expect(jobArguments(other)).toEqual(jobArguments(props));
  });

  it('tell the job whether bodies are kept', () => {
    const redacted = { ...props, settings: { ...props.settings, requestBodies: 'redacted' } } as const;
    expect([jobArguments(props)['--REQUEST_BODIES'], jobArguments(redacted)['--REQUEST_BODIES']]).toEqual(['kept', 'redacted']);
  });

  it('are those that the job reads', () => {
    const source = readFileSync(join(__dirname, '../../../docs/stream-job.md'), 'utf8');
    const documented = [...source.matchAll(/`(--[A-Z_]+)`/g)].map(([, name]) => name);
    const own = Object.keys(jobArguments(props)).filter(name => /^--[A-Z_]+$/.test(name));
    expect(own.sort()).toEqual([...new Set(documented)].sort());
  });
});

describe('readWriteStatements', () => {
  it('let nobody list what stands outside of the prefix', () => {
    expect(readWriteStatements('arn:aws:s3:::bucket', 'work/').at(-1)).toEqual({
      actions: ['s3:ListBucket'],
      resources: ['arn:aws:s3:::bucket'],
      conditions: { StringLike: { 's3:prefix': ['work/*', 'work'] } },
    });
  });
});

describe('FederatedRole', () => {
  it('compares audience and subject, under the issuer as its provider is called', () => {
    const [role] = resourcesOf(
      scope =>
        void new FederatedRole(scope, 'role', {
          name: 'role',
          description: 'A role.',
          providerArn: 'arn:aws:iam::123456789012:oidc-provider/sts.windows.net/tenant/',
          issuerUrl: 'https://sts.windows.net/tenant/',
          audience: 'api://tenant/audit-bridge',
          subject: 'object-id',
          statements: [],
        }),
    )('aws_iam_role');
    expect(JSON.parse(String(role?.assume_role_policy))).toMatchObject({
      Statement: [
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { 'sts.windows.net/tenant/:aud': 'api://tenant/audit-bridge', 'sts.windows.net/tenant/:sub': 'object-id' },
          },
        },
      ],
    });
  });
});
