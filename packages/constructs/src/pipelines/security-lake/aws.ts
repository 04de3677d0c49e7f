import type { FunctionArtifact, GlueScriptArtifact } from '@audit-bridge/bundling';
import type { SecurityLakeSettings } from '@audit-bridge/config';
import { deduplicatedViewName } from '@audit-bridge/lake-queries';
import { operatedNames } from '@audit-bridge/naming';
import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { pipelineAlarmTarget } from '../../building-blocks/pipeline-alarm-target';
import type { PipelineAwsProps } from '../../building-blocks/pipeline-aws-props';
import { PipelineDashboard } from '../../building-blocks/pipeline-dashboard';
import { pipelineKeyArn } from '../../building-blocks/pipeline-key';
import { ActivityLogStream } from './activity-log-stream';
import { BucketLake } from './bucket-lake';
import { DeduplicatedView } from './deduplicated-view';
import { ForwarderAccess, type ForwarderIdentity } from './forwarder-access';
import { JobStorage } from './job-storage';
import { type Lake, lakeTables } from './lake';
import { LakeReaders } from './lake-readers';
import { LakeWorkgroup } from './lake-workgroup';
import type { StreamFunctionName } from './names';
import { SecurityLakeSource } from './security-lake-source';
import { StreamAlarms } from './stream-alarms';
import { streamGraphs } from './stream-graphs';
import { StreamJob } from './stream-job';
import { StreamJobSupervisor } from './stream-job-supervisor';

export interface SecurityLakeAwsProps extends PipelineAwsProps {
  readonly settings: SecurityLakeSettings;
  /** Whose records may come. */
  readonly subscriptionIds: readonly string[];
  /** From the Azure half, or literal values. */
  readonly forwarder: ForwarderIdentity;
  readonly artifacts: Readonly<Record<StreamFunctionName, Pick<FunctionArtifact, 'path' | 'sha256'>>>;
  readonly glueScripts: GlueScriptArtifact;
}

const pipeline = 'security-lake';

/**
 * The AWS half, in the data's order: the forwarder's role puts records into the stream; the job, which its supervisor keeps running, maps them to OCSF
 * and writes them into the lake; the workgroup asks.
 */
export class SecurityLakeAws extends Construct {
  /** What the forwarder needs to deliver its first record. */
  readonly forwarderNeeds: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: SecurityLakeAwsProps) {
    super(scope, id);
    const { names, place, settings, protection, logRetentionDays } = props;
    const keyArn = pipelineKeyArn(this, { ...props, pipeline, usedBy: settings.lake.kind === 'security-lake' ? ['security-lake'] : [] });
    const alarms = pipelineAlarmTarget(this, { ...props, pipeline, keyArn });

    const stream = new ActivityLogStream(this, 'stream', { names, keyArn, retentionDays: settings.stream.retentionDays, protection });
    const access = new ForwarderAccess(this, 'forwarder', { names, place, identity: props.forwarder, streamArn: stream.arn, keyArn });
    this.forwarderNeeds = [stream.stream, access.ready];

    const storage = new JobStorage(this, 'job-storage', {
      names,
      keyArn,
      protection,
      landingDays: settings.stream.retentionDays,
      quarantineRetentionDays: settings.job.quarantineRetentionDays,
    });
    const database = new GlueCatalogDatabase(this, 'database', { name: operatedNames(names).lakeDatabase }).name;
    const lake = this.#lake(props, keyArn, database);
    const job = new StreamJob(this, 'job', {
      names,
      place,
      settings: settings.job,
      artifact: props.glueScripts,
      stream,
      storage,
      lake,
      keyArn,
      logRetentionDays,
    });
    new StreamJobSupervisor(this, 'stream-job-supervisor', {
      names,
      place,
      artifact: props.artifacts['stream-job-supervisor'],
      job,
      everyMinutes: settings.job.supervisorMinutes,
      keyArn,
      logRetentionDays,
      alarms,
    });
    this.#queries(props, lake, database, keyArn);
    if (!props.alarms.noAlarms) {
      new StreamAlarms(this, 'stream-alarms', {
        names,
        target: alarms,
        streamRetentionDays: settings.stream.retentionDays,
        supervisorMinutes: settings.job.supervisorMinutes,
        newestEventAgeHours: props.alarms.newestEventAgeHours,
      });
    }
    new PipelineDashboard(this, 'dashboard', {
      name: names.of('cloudwatchDashboard', pipeline),
      region: place.region,
      heading: 'Kinesis -> job -> lake; the forwarder before it stands in the workbook on Azure. What each alarm means: docs/runbooks.',
      flow: streamGraphs(names),
    });
  }

  #lake({ names, place, settings, subscriptionIds, protection }: SecurityLakeAwsProps, keyArn: string, database: string): Lake {
    const { lake } = settings;
    if (lake.kind === 'security-lake') return new SecurityLakeSource(this, 'lake', { names, place, keyArn, settings: lake, protection });
    const { ocsfVersion } = settings.job;
    return new BucketLake(this, 'lake', {
      names,
      keyArn,
      settings: lake,
      ocsfVersion,
      region: place.region,
      subscriptionIds,
      protection,
      database,
    });
  }

  #queries({ names, place, settings, protection }: SecurityLakeAwsProps, lake: Lake, database: string, keyArn: string): void {
    const view = { database, table: deduplicatedViewName };
    const tables = lakeTables(lake, view);
    new DeduplicatedView(this, 'deduplicated', {
      database,
      name: view.table,
      azureTable: tables.azure,
      ocsfVersion: settings.job.ocsfVersion,
    });
    const workgroup = new LakeWorkgroup(this, 'workgroup', {
      names,
      keyArn,
      protection,
      maxQueryBytes: settings.maxQueryBytes,
      database,
      tables,
    });
    const roleArns = settings.lake.kind === 'security-lake' ? settings.lake.readerRoleArns : [];
    new LakeReaders(this, 'readers', { names, place, keyArn, lake, view, workgroup, roleArns });
  }
}
