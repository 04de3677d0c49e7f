import type { Names } from '@audit-bridge/naming';
import type { MetricName } from '@audit-bridge/telemetry/metric-names';
import { Construct } from 'constructs';
import { type AlarmMinutes, type AzureAlarmTarget, alarmMinutes, LogAlarm, type LogAlarmProps } from '../../building-blocks/log-alarm';
import {
  coverageUnknownQuery,
  deafHostQuery,
  failedRunsQuery,
  latestUncoveredQuery,
  metricQuery,
  timerRunsQuery,
} from './forwarder-queries';

export interface ForwarderAlarmsProps {
  readonly names: Names;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly target: AzureAlarmTarget;
  readonly insightsId: string;
  /** The timer runs so often also when no message comes. */
  readonly parkedRecordsMinutes: number;
  /** Whether the forwarder looks for subscriptions that nobody collects from. */
  readonly looksForSubscriptions: boolean;
}

type AddedAlarm = Pick<LogAlarmProps, 'description' | 'query' | 'aggregation' | 'fires' | 'windowMinutes' | 'everyMinutes'> &
  Partial<Pick<LogAlarmProps, 'runbook'>>;

interface CountAlarm {
  readonly metric: MetricName;
  readonly description: string;
}

/** Each one counts. */
const countAlarms: Readonly<Record<string, CountAlarm>> = {
  'messages-lost': {
    metric: 'MessagesLost',
    description:
      "Messages are missing between two sequence numbers of a partition: the hub's retention passed before they were read. They are lost.",
  },
  'records-refused': {
    metric: 'RecordsRefused',
    description: 'Records were refused for good. They lie in the parking container below refused/, in a folder per reason.',
  },
  'unknown-subscriptions': {
    metric: 'UnknownSubscriptionEvents',
    description:
      'Records name a subscription that is not configured: somebody writes into the hub, or a subscription is missing in the settings.',
  },
  'records-undelivered': {
    metric: 'RecordsUndelivered',
    description: 'Kinesis did not take records in time. They are parked, and the timer sends them on; look at the stream if this goes on.',
  },
  'parked-blobs-damaged': {
    metric: 'DamagedParkedBlobs',
    description: 'A blob of parked records is not what its name says: somebody else wrote into the parking container. It stays as it is.',
  },
  'parking-failures': {
    metric: 'ParkingFailures',
    description:
      'Neither the stream nor the parking container takes records. The trigger holds its checkpoint, and repeats, until one of them does.',
  },
};

/** An hour is many runs of the timer, and a small part of the hub's retention. */
const tooOldSeconds = 3_600;

/** As far back as an alert looks: eight looks for subscriptions. */
const coverageWindowMinutes = 2880;

/** A quiet hub wakes the app by its timer alone: fewer than one run in three of its periods is a host that does not run. */
const missedTimerRuns = 3;

/** What a person must hear of on Azure's side: losses, refusals, standstill, and a host that never started. */
export class ForwarderAlarms extends Construct {
  readonly #props: ForwarderAlarmsProps;

  constructor(scope: Construct, id: string, props: ForwarderAlarmsProps) {
    super(scope, id);
    this.#props = props;
    for (const [word, { metric, description }] of Object.entries(countAlarms))
      this.#add(word, { description, query: metricQuery(metric), aggregation: 'Total', fires: { atLeast: 1 } });
    this.#add('parked-too-long', {
      description: 'A parked record waits for more than an hour to be sent on: Kinesis, its role or its key refuses the forwarder.',
      query: metricQuery('OldestParkedAgeSeconds'),
      aggregation: 'Maximum',
      fires: { atLeast: tooOldSeconds },
    });
    this.#add('lag', {
      description: 'The forwarder is more than an hour behind the hub. Records are lost when it falls behind the retention of the hub.',
      query: metricQuery('ForwardingLagSeconds'),
      aggregation: 'Maximum',
      fires: { atLeast: tooOldSeconds },
    });
    this.#add('failed-runs', {
      description: 'Runs of the forwarder throw or are ended. Its Application Insights component says why.',
      query: failedRunsQuery,
      aggregation: 'Total',
      fires: { atLeast: 1 },
    });
    this.#add('deaf', {
      description:
        'The host of the forwarder cannot listen to the hub: its identity may not read it, or hub and consumer group are not there.',
      query: deafHostQuery,
      aggregation: 'Total',
      fires: { atLeast: 1 },
    });
    this.#add('no-runs', {
      description:
        'Not even the timer of the forwarder runs: its host did not start, or its identity may not write to Application Insights.',
      query: timerRunsQuery,
      aggregation: 'Total',
      fires: { below: 1 },
      windowMinutes: windowOf(missedTimerRuns * props.parkedRecordsMinutes),
    });
    if (props.looksForSubscriptions) this.#watchCoverage();
  }

  /** Who is left out, and whether that is known: a look that fails would otherwise sound like nobody. */
  #watchCoverage(): void {
    const often = { windowMinutes: coverageWindowMinutes, everyMinutes: 60 } as const;
    this.#add('uncovered-subscriptions', {
      description:
        'Subscriptions of the tenant are there that nobody collects from. The traces of the forwarder have their ids: add each to azure.subscriptionIds.',
      runbook: 'uncovered-subscriptions',
      query: latestUncoveredQuery,
      aggregation: 'Maximum',
      fires: { atLeast: 1 },
      ...often,
    });
    this.#add('subscription-coverage-unknown', {
      description:
        'For two days nobody could find out which subscriptions are not collected from. The traces of the forwarder say why: mostly a right at the management group.',
      runbook: 'subscription-coverage-unknown',
      query: coverageUnknownQuery,
      aggregation: 'Maximum',
      fires: { atLeast: 1 },
      ...often,
    });
  }

  #add(word: string, alarm: AddedAlarm): void {
    const { names, resourceGroupName, location, tags, target, insightsId } = this.#props;
    const name = names.of('azureAlertRule', 'forwarder', word);
    new LogAlarm(this, word, {
      name,
      runbook: `forwarder-${word}`,
      resourceGroupName,
      location,
      tags,
      target,
      scopeId: insightsId,
      ...alarm,
    });
  }
}

/** The shortest look back that holds so many minutes. */
function windowOf(minutes: number): AlarmMinutes {
  return alarmMinutes.find(candidate => candidate >= Math.max(minutes, 15)) ?? 1440;
}
