import type { GlueScriptArtifact } from '@audit-bridge/bundling';
import type { SecurityLakeSettings } from '@audit-bridge/config';
import type { AwsPlace, Names } from '@audit-bridge/naming';
import { metricNamespace } from '@audit-bridge/telemetry/metric-names';
import { GlueJob } from '@cdktf/provider-aws/lib/glue-job';
import { GlueSecurityConfiguration } from '@cdktf/provider-aws/lib/glue-security-configuration';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceRole } from '../../building-blocks/service-role';
import type { ActivityLogStream } from './activity-log-stream';
import { jobArguments } from './job-arguments';
import { JobCode } from './job-code';
import { JobLogs } from './job-logs';
import { jobStatements } from './job-statements';
import type { JobStorage } from './job-storage';
import type { Lake } from './lake';
import { streamJobName } from './names';

export interface StreamJobProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly settings: SecurityLakeSettings['job'];
  readonly artifact: GlueScriptArtifact;
  readonly stream: ActivityLogStream;
  readonly storage: JobStorage;
  readonly lake: Lake;
  readonly keyArn: string;
  readonly logRetentionDays: number;
}

/** Spark 3.5.6, Python 3.11, Java 17: https://docs.aws.amazon.com/glue/latest/dg/release-notes.html */
const glueVersion = '5.1';

/** The streaming job: from the stream into the lake. Its supervisor starts it; Terraform only says what it is. */
export class StreamJob extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Changes with everything that a run takes from the job: its script, package, arguments, workers and role. */
  readonly definition: Readonly<Record<string, string>>;
  /** What a first run needs to be there. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: StreamJobProps) {
    super(scope, id);
    const { names, place, settings, stream, storage, lake, keyArn } = props;
    const name = streamJobName(names);
    const code = new JobCode(this, 'code', { artifact: props.artifact, bucket: storage.work, keyArn });
    const security = new GlueSecurityConfiguration(this, 'security', {
      name: names.of('glueSecurityConfiguration', 'activity-log-stream'),
      encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: 'SSE-KMS', kmsKeyArn: keyArn },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'CSE-KMS', kmsKeyArn: keyArn },
        s3Encryption: { s3EncryptionMode: 'SSE-KMS', kmsKeyArn: keyArn },
      },
    });
    const logs = new JobLogs(this, 'logs', {
      place,
      jobName: name,
      securityConfigurationName: names.of('glueSecurityConfiguration', 'activity-log-stream'),
      keyArn,
      retentionDays: props.logRetentionDays,
    });
    const role = new ServiceRole(this, 'role', {
      name: names.of('iamRole', 'activity-log-stream'),
      description: `Permissions of ${name}.`,
      service: 'glue',
      sourceAccountId: place.accountId,
      statements: [
        ...jobStatements({
          streamArn: stream.arn,
          keyArns: [keyArn, ...lake.keyArns],
          region: place.region,
          namespaces: [metricNamespace, 'Glue'],
        }),
        ...storage.statements,
        ...lake.writeStatements,
        ...logs.statements,
      ],
    });
    const { scriptLocation } = code;
    const defaultArguments = jobArguments({
      settings,
      streamArn: stream.arn,
      lakeLocation: lake.location,
      workLocation: storage.workLocation,
      temporaryLocation: storage.temporaryLocation,
      quarantineLocation: storage.quarantineLocation,
      packageLocation: code.packageLocation,
      region: place.region,
      logGroupPrefix: logs.groupPrefix,
      metricsService: name,
    });
    const { workerType, maxWorkers } = settings;
    const job = new GlueJob(this, 'job', {
      name,
      description: 'Maps activity log records to OCSF and writes them into the lake.',
      roleArn: role.arn,
      glueVersion,
      command: { name: 'gluestreaming', pythonVersion: '3', scriptLocation },
      defaultArguments,
      workerType,
      // With auto scaling the most, not the usual number.
      numberOfWorkers: maxWorkers,
      securityConfiguration: security.name,
      maintenanceWindow: settings.maintenanceWindow,
      // Two runs would read the same records and share a checkpoint.
      executionProperty: { maxConcurrentRuns: 1 },
      // The supervisor restarts it, and tells why it had to. No timeout: a stream has no end.
      maxRetries: 0,
      dependsOn: [role.policy],
    });
    this.arn = job.arn;
    this.name = job.name;
    this.definition = { ...defaultArguments, scriptLocation, workerType, maxWorkers: String(maxWorkers), glueVersion, role: role.arn };
    this.ready = [job, ...logs.groups, ...lake.ready];
  }
}
