import { operatedNames } from '@audit-bridge/naming';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { testCredentials, testRegion } from '../emulators/test-account';
import { localNames, localTags } from './local-environment';

/** Of schedules and functions that no local run has: the commands look into them all the same. */
export async function createDeadLetterQueues(url: string): Promise<void> {
  const names = operatedNames(localNames);
  const sqs = new SQSClient({ endpoint: url, region: testRegion, credentials: testCredentials });
  const queues = [
    names.aggregatorScheduleDeadLetterQueue,
    names.supervisorScheduleDeadLetterQueue,
    names.reportDeadLetterQueue,
    names.reportScheduleDeadLetterQueue,
  ];
  await Promise.all(queues.map(QueueName => sqs.send(new CreateQueueCommand({ QueueName, tags: localTags }))));
  sqs.destroy();
}
