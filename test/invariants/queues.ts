import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, resourcesOf } from './terraform-json';

/** Queues that are a last place themselves: nothing reads them automatically, so there is nothing to give up and park. */
const lastPlaces: Readonly<Record<string, string>> = {
  'failed-events': "read by a person's redrive command alone; trial runs must not park a pointer",
  'report-dead-letter': 'reports that failed in all their attempts; a person repeats them',
  'schedule-dead-letter': 'the dead-letter queue of a schedule',
};

const nameOf = (name: unknown) => String(name).replace(/\.fifo$/, '');

export function queueInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`queues of ${id}`, () => {
    const queues = resourcesOf(json, 'aws_sqs_queue');
    const deadLetters = queues.filter(queue => queues.some(({ values }) => isReferenceTo(values.redrive_policy, queue)));

    // A message that fails for ever would otherwise block its blob until it expires, and be gone then.
    it('have a dead-letter queue, unless they are a last place', () => {
      const without = queues
        .filter(queue => queue.values.redrive_policy === undefined && !deadLetters.includes(queue))
        .map(({ values }) => nameOf(values.name));
      const expected = {
        'cloudtrail-lake': ['failed-events', 'schedule-dead-letter'],
        'security-lake': ['schedule-dead-letter'],
        'access-keys': ['report-dead-letter', 'schedule-dead-letter'],
      };
      const places = without.map(name => Object.keys(lastPlaces).find(word => name.endsWith(word)) ?? name);
      // Each schedule has one of its own.
      expect([...new Set(places)].sort()).toEqual(expected[pipeline]);
      expect(places.filter(name => name === 'schedule-dead-letter')).toHaveLength(resourcesOf(json, 'aws_scheduler_schedule').length);
    });

    it('have a dead-letter queue of their own kind, which SQS asks for, that keeps messages as long as SQS can', () => {
      for (const { values } of deadLetters) expect(values.message_retention_seconds).toBe(14 * 86_400);
      for (const queue of queues.filter(({ values }) => values.redrive_policy !== undefined)) {
        const target = deadLetters.find(deadLetter => isReferenceTo(queue.values.redrive_policy, deadLetter));
        expect(target?.values.fifo_queue).toBe(queue.values.fifo_queue);
      }
    });

    // Nobody looks into a queue unasked.
    it('have an alarm on each place where messages stay, or the environment says why it goes without', () => {
      const watched = resourcesOf(json, 'aws_cloudwatch_metric_alarm')
        .filter(({ values }) => values.metric_name === 'ApproximateNumberOfMessagesVisible')
        .map(({ values }) => (values.dimensions as { QueueName: string }).QueueName);
      const places = queues.filter(queue => queue.values.redrive_policy === undefined).map(({ values }) => values.name);
      expect(watched.sort()).toEqual(environment.alarms.noAlarms ? [] : places.sort());
    });

    // Lambda gives a message out a second time while the first function still works on it, when this is shorter.
    it('hide a message for at least six timeouts of the function that reads it', () => {
      for (const mapping of resourcesOf(json, 'aws_lambda_event_source_mapping')) {
        const queue = queues.find(candidate => isReferenceTo(mapping.values.event_source_arn, candidate));
        const reader = resourcesOf(json, 'aws_lambda_function').find(candidate => isReferenceTo(mapping.values.function_name, candidate));
        expect(Number(queue?.values.visibility_timeout_seconds)).toBeGreaterThanOrEqual(6 * Number(reader?.values.timeout));
      }
    });

    // One bad blob must neither fail the others of its batch nor take every concurrent execution of the account.
    it('are read one message at a time, with failures reported by message and a bounded concurrency', () => {
      const mappings = resourcesOf(json, 'aws_lambda_event_source_mapping');
      expect(mappings).toHaveLength(pipeline === 'cloudtrail-lake' ? 1 : 0);
      for (const { values } of mappings) {
        expect(values.batch_size).toBe(1);
        expect(values.function_response_types).toEqual(['ReportBatchItemFailures']);
        expect((values.scaling_config as { maximum_concurrency: number }).maximum_concurrency).toBeGreaterThanOrEqual(2);
      }
    });
  });
}
