import type { Clock } from '@audit-bridge/backoff';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { type AuditEvents, AuditEventsRequestError, type EntryOutcome } from './audit-events';
import type { EventArchive } from './event-archive';
import { logEventFate } from './put-log-events-answer';

const dayMilliseconds = 86_400_000;
/** CloudWatch Logs takes nothing older, whatever the group's retention. */
const maxAgeDays = 14;

export interface CloudWatchLogsSettings {
  readonly client: CloudWatchLogsClient;
  readonly logGroupName: string;
  readonly retentionDays: number;
  /** The first part of the streams' names: the subscription that the events come from. */
  readonly streamPrefix: string;
  readonly archive: EventArchive;
  readonly clock: Clock;
}

/** The events of one UTC day, in the order of time: one request to one stream never spans more than the 24 hours that it may. */
interface DayGroup {
  readonly day: string;
  readonly members: readonly { readonly event: PreparedEvent; readonly index: number }[];
}

/** CloudWatch Logs: one stream a subscription and day of events. What is too old for it goes to the archive, and counts as accepted. */
export class CloudWatchLogsEvents implements AuditEvents {
  /**
   * An entry is longer than its event by more than the 26 bytes that PutLogEvents adds, so entries may fill the whole request.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
   */
  readonly limits = { maxEvents: 10_000, maxBytes: 1_048_576 };

  constructor(private readonly settings: CloudWatchLogsSettings) {}

  async put(batch: readonly PreparedEvent[]): Promise<readonly EntryOutcome[]> {
    const outcomes: EntryOutcome[] = batch.map(() => ({ kind: 'retry', errorCode: 'NotAttempted' }));
    const groups = dayGroups(batch);
    for (const group of groups) {
      const results = await this.#putGroup(group, groups.length === 1);
      for (const [position, { index }] of group.members.entries()) {
        const result = results[position];
        if (result !== undefined) outcomes[index] = result;
      }
    }
    return outcomes;
  }

  async #putGroup(group: DayGroup, isAlone: boolean): Promise<readonly EntryOutcome[]> {
    const endOfDay = Date.parse(group.day) + dayMilliseconds;
    const oldest = this.settings.clock.now() - Math.min(maxAgeDays, this.settings.retentionDays) * dayMilliseconds;
    if (endOfDay < oldest) return this.#archive(group);
    try {
      return await this.#putLogEvents(group);
    } catch (error) {
      const requestError = toRequestError(error, this.settings.logGroupName);
      // The other days' events are delivered: only these come again, then alone.
      if (requestError.retryable || (requestError.divisible && !isAlone)) {
        return group.members.map(() => ({ kind: 'retry', errorCode: requestError.errorCode }));
      }
      throw requestError;
    }
  }

  async #putLogEvents(group: DayGroup): Promise<readonly EntryOutcome[]> {
    const { rejectedLogEventsInfo } = await this.#sendToStream(group);
    const fates = group.members.map((_, position) => logEventFate(rejectedLogEventsInfo, position));
    const tooOld = group.members.filter((_, position) => fates[position] === 'too-old');
    const [archived] = tooOld.length === 0 ? [] : await this.#archive({ day: group.day, members: tooOld });
    return fates.map(fate => {
      if (fate === 'too-old') return archived ?? { kind: 'retry', errorCode: 'NotArchived' };
      if (fate === 'taken') return { kind: 'accepted' };
      return {
        kind: 'refused',
        errorCode: 'TooNewLogEvent',
        message: 'The event is dated more than two hours ahead, which CloudWatch Logs does not take. Send it again once its time has come.',
      };
    });
  }

  async #sendToStream({ day, members }: DayGroup) {
    const { client, logGroupName, streamPrefix } = this.settings;
    const logStreamName = `${streamPrefix}/${day}`;
    const logEvents = members.map(({ event }) => ({ timestamp: event.timeMilliseconds, message: event.eventData }));
    const command = new PutLogEventsCommand({ logGroupName, logStreamName, logEvents });
    try {
      return await client.send(command);
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
    try {
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    }
    return client.send(command);
  }

  async #archive({ day, members }: DayGroup): Promise<readonly EntryOutcome[]> {
    try {
      await this.settings.archive.put(
        day,
        members.map(({ event }) => event),
      );
      return members.map(() => ({ kind: 'accepted' }));
    } catch (error) {
      return members.map(() => ({ kind: 'retry', errorCode: `NotArchived:${error instanceof Error ? error.name : 'unknown'}` }));
    }
  }
}

function dayGroups(batch: readonly PreparedEvent[]): readonly DayGroup[] {
  const members = batch.map((event, index) => ({ event, index }));
  members.sort((one, other) => one.event.timeMilliseconds - other.event.timeMilliseconds);
  const groups = new Map<string, DayGroup['members'][number][]>();
  for (const member of members) {
    const day = new Date(member.event.timeMilliseconds).toISOString().slice(0, 10);
    const group = groups.get(day);
    if (group === undefined) groups.set(day, [member]);
    else group.push(member);
  }
  return [...groups].map(([day, group]) => ({ day, members: group }));
}

const divisibleNames: ReadonlySet<string> = new Set([
  'InvalidParameterException',
  'SerializationException',
  'RequestEntityTooLargeException',
]);
const configurationNames: ReadonlySet<string> = new Set([
  'ResourceNotFoundException',
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
]);

function toRequestError(error: unknown, logGroupName: string): AuditEventsRequestError {
  const name = error instanceof Error ? error.name : 'UnknownError';
  const divisible = divisibleNames.has(name);
  const retryable = !divisible && !configurationNames.has(name);
  const advice = retryable || divisible ? '' : ' Look at the log group and at the permissions logs:PutLogEvents and logs:CreateLogStream.';
  return new AuditEventsRequestError(`PutLogEvents to ${logGroupName} failed with ${name}.${advice}`, name, retryable, divisible, {
    cause: error,
  });
}
