import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

export function streamJobInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  if (pipeline !== 'security-lake') return;
  describe(`stream job of ${id}`, () => {
    const [job] = resourcesOf(json, 'aws_glue_job');
    const values = job?.values ?? {};
    const jobArguments = values.default_arguments as Readonly<Record<string, string>>;
    const [invocation] = resourcesOf(json, 'aws_lambda_invocation');

    // Two runs would share one checkpoint; a timeout would end a stream that has no end.
    it('runs once at a time, on Spark 3.5, without a timeout and with nobody but its supervisor to start it again', () => {
      expect(values).toMatchObject({
        glue_version: '5.1',
        command: { name: 'gluestreaming', python_version: '3' },
        execution_property: { max_concurrent_runs: 1 },
        max_retries: 0,
      });
      expect(values.timeout).toBeUndefined();
      expect(jobArguments).toMatchObject({
        '--enable-auto-scaling': 'true',
        '--enable-metrics': 'true',
        '--conf': 'spark.speculation=false',
      });
    });

    // Code under an old key would be a change that no run ever sees.
    it('runs code whose place changes with it', () => {
      const objects = resourcesOf(json, 'aws_s3_object');
      expect(objects).toHaveLength(2);
      for (const { values: object } of objects) {
        const [, hash] = /^scripts\/([0-9a-f]{64})\//.exec(String(object.key)) ?? [];
        expect(object.source).toContain(`/${hash}/`);
      }
      const places = [(values.command as { script_location: string }).script_location, jobArguments['--extra-py-files']];
      for (const object of objects) expect(places.filter(place => isReferenceTo(place, object))).toHaveLength(1);
    });

    it('has every argument that its script reads, and folders with a closing slash', () => {
      const read = ['SOURCE_STREAM_ARN', 'LAKE_LOCATION', 'WORK_LOCATION', 'QUARANTINE_LOCATION', 'REGION', 'OCSF_VERSION'];
      expect(Object.keys(jobArguments)).toEqual(expect.arrayContaining(read.map(name => `--${name}`)));
      expect(Object.keys(jobArguments)).toEqual(expect.arrayContaining(['--WINDOW_SECONDS', '--CATEGORY_ROUTING', '--METRICS_SERVICE']));
      for (const name of read.filter(one => one.endsWith('_LOCATION'))) expect(jobArguments[`--${name}`]).toMatch(/^s3:\/\/.+\/$/);
    });

    // Terraform changes a job without starting it: a streaming job is nothing until somebody does.
    it('is looked after by its supervisor at each deploy that changes what it runs, once all that it needs is there', () => {
      const triggers = invocation?.values.triggers as Readonly<Record<string, string>>;
      expect(triggers).toMatchObject({ ...jobArguments, scriptLocation: (values.command as { script_location: string }).script_location });
      const lakeSources = resourcesOf(json, 'aws_securitylake_custom_log_source').map(
        ({ id: source }) => `aws_securitylake_custom_log_source.${source}`,
      );
      expect(invocation?.values.depends_on).toEqual(expect.arrayContaining([`aws_glue_job.${job?.id}`, ...lakeSources]));
    });

    it('logs, bookmarks and writes encrypted, into groups that forget', () => {
      const [security] = resourcesOf(json, 'aws_glue_security_configuration');
      expect(security && isReferenceTo(values.security_configuration, security)).toBe(true);
      expect(security?.values.encryption_configuration).toMatchObject({
        cloudwatch_encryption: { cloudwatch_encryption_mode: 'SSE-KMS' },
        job_bookmarks_encryption: { job_bookmarks_encryption_mode: 'CSE-KMS' },
        s3_encryption: { s3_encryption_mode: 'SSE-KMS' },
      });
      const prefix = jobArguments['--custom-logGroup-prefix'];
      const groups = resourcesOf(json, 'aws_cloudwatch_log_group').filter(({ values: { name } }) => String(name).startsWith(`${prefix}/`));
      expect(groups.map(({ values: group }) => group.name)).toEqual(
        ['error', 'output'].map(kind => `${prefix}/${kind}-${security?.values.name}`),
      );
      for (const { values: group } of groups) expect(group.retention_in_days).toBe(environment.logRetentionDays);
    });

    it('takes any rate, and keeps what it has not read for at least a week', () => {
      const [stream] = resourcesOf(json, 'aws_kinesis_stream');
      expect(stream?.values.stream_mode_details).toEqual({ stream_mode: 'ON_DEMAND' });
      expect(stream?.values.retention_period).toBeGreaterThanOrEqual(7 * 24);
    });

    // An open limit is an open bill; results lie where every reader may look.
    it('is asked in a workgroup with a limit, encrypted results and each query that its lake can answer', () => {
      const [workgroup] = resourcesOf(json, 'aws_athena_workgroup');
      expect(workgroup?.values.configuration).toMatchObject({
        enforce_workgroup_configuration: true,
        bytes_scanned_cutoff_per_query: environment.pipelines.securityLake?.maxQueryBytes,
        result_configuration: { encryption_configuration: { encryption_option: 'SSE_KMS' } },
      });
      const queries = resourcesOf(json, 'aws_athena_named_query').map(({ values: query }) => String(query.query));
      const hasCloudTrail = environment.pipelines.securityLake?.lake.kind === 'security-lake';
      expect(queries).toHaveLength(hasCloudTrail ? 5 : 4);
      for (const query of queries) {
        expect(query.includes('cloud_trail_mgmt_2_0')).toBe(hasCloudTrail);
        expect(query).toContain('"azure_activity_deduplicated"');
      }
    });
  });
}
