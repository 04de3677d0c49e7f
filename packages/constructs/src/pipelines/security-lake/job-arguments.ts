import type { SecurityLakeSettings } from '@audit-bridge/config';

export interface JobArgumentsProps {
  readonly settings: SecurityLakeSettings['job'];
  readonly streamArn: string;
  /** Each with a closing slash. */
  readonly lakeLocation: string;
  readonly workLocation: string;
  readonly temporaryLocation: string;
  readonly quarantineLocation: string;
  readonly packageLocation: string;
  readonly region: string;
  readonly logGroupPrefix: string;
  /** The `service` of the job's metrics. */
  readonly metricsService: string;
}

/**
 * What a run is started with: Glue's own switches, then what the script reads (`glue-scripts/src/audit_bridge/glue/job_arguments.py`).
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
 */
export function jobArguments(props: JobArgumentsProps): Record<string, string> {
  const { settings } = props;
  return {
    '--job-language': 'python',
    '--extra-py-files': props.packageLocation,
    '--TempDir': props.temporaryLocation,
    '--enable-auto-scaling': 'true',
    '--enable-metrics': 'true',
    '--custom-logGroup-prefix': props.logGroupPrefix,
    // Two attempts of one task would both read the stream; the job refuses to run with it.
    '--conf': 'spark.speculation=false',
    // A micro-batch's place in the stream is in the checkpoint; bookmarks are for batch jobs.
    '--job-bookmark-option': 'job-bookmark-disable',
    '--SOURCE_STREAM_ARN': props.streamArn,
    '--LAKE_LOCATION': props.lakeLocation,
    '--WORK_LOCATION': props.workLocation,
    '--QUARANTINE_LOCATION': props.quarantineLocation,
    '--REGION': props.region,
    '--OCSF_VERSION': settings.ocsfVersion,
    '--WINDOW_SECONDS': String(settings.windowSeconds),
    '--REQUEST_BODIES': settings.requestBodies,
    '--CATEGORY_ROUTING': categoryRouting(settings.categoryRouting),
    '--METRICS_SERVICE': props.metricsService,
  };
}

/** Sorted: the same settings are the same arguments, and no reason to start the job anew. */
function categoryRouting(routing: SecurityLakeSettings['job']['categoryRouting']): string {
  return Object.entries(routing)
    .map(([category, route]) => `${category}=${route}`)
    .sort()
    .join(',');
}
