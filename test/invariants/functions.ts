import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

export function functionInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`functions of ${id}`, () => {
    const functions = resourcesOf(json, 'aws_lambda_function');

    // Lambda makes a group by itself otherwise: unencrypted, kept for ever, and left behind by a destroy.
    it('have a log group of their own with a retention', () => {
      for (const { values } of functions) {
        const group = resourcesOf(json, 'aws_cloudwatch_log_group').find(
          candidate => candidate.values.name === `/aws/lambda/${values.function_name}`,
        );
        expect(group?.values.retention_in_days).toBe(environment.logRetentionDays);
        expect(group && isReferenceTo((values.logging_config as { log_group: string }).log_group, group)).toBe(true);
      }
    });

    it('run on arm64 with the newest runtime that is not deprecated', () => {
      expect(functions).not.toHaveLength(0);
      for (const { values } of functions)
        expect(values).toMatchObject({ runtime: 'nodejs22.x', architectures: ['arm64'], handler: 'index.handler' });
    });

    // Each side of the queue has limits that were reasoned about with five minutes; a report that is repeated twice must be over within an hour.
    it('run for at most five minutes, or as long as Lambda can where they run a few times a day', () => {
      for (const { values } of functions) expect(values.timeout).toBeLessThanOrEqual(pipeline === 'access-keys' ? 900 : 300);
    });

    // What nobody repeats by itself must end in a place that somebody looks into.
    it('that are repeated by Lambda leave a failed call in a queue', () => {
      for (const { values } of resourcesOf(json, 'aws_lambda_function_event_invoke_config')) {
        const { maximum_retry_attempts: retries, destination_config: destination } = values;
        expect(retries).toBe(pipeline === 'access-keys' ? 2 : 0);
        const queue = (destination as { on_failure: { destination: string } } | undefined)?.on_failure.destination;
        expect(queue).toEqual(retries === 0 ? undefined : expect.stringMatching(/^\$\{aws_sqs_queue\..*dead-letter/));
      }
    });

    // A changed zip under the same path would otherwise not be deployed.
    it('carry the hash of their zip, under a path that is the same on every machine', () => {
      for (const { values } of functions) {
        expect(values.source_code_hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
        expect(values.filename).toMatch(/^assets\//);
      }
    });

    it('have alarms on errors and throttles, or the environment says why it goes without', () => {
      const watched = resourcesOf(json, 'aws_cloudwatch_metric_alarm')
        .filter(({ values }) => values.namespace === 'AWS/Lambda' && values.metric_name !== 'DestinationDeliveryFailures')
        .map(({ values }) => `${values.metric_name} of ${(values.dimensions as { FunctionName: string }).FunctionName}`);
      const expected = functions.flatMap(({ values }) => [`Errors of ${values.function_name}`, `Throttles of ${values.function_name}`]);
      expect(watched.sort()).toEqual(environment.alarms.noAlarms ? [] : expected.sort());
    });

    // A role without its policy fails at first use: IAM and Lambda settle independently.
    it('are made after the policy of their role', () => {
      for (const { values } of functions) {
        const policies = resourcesOf(json, 'aws_iam_role_policy').map(({ id }) => `aws_iam_role_policy.${id}`);
        expect(policies).toEqual(expect.arrayContaining(values.depends_on as string[]));
      }
    });
  });
}
