import type { EventLedger } from '../emulators/event-ledger';
import type { Clients } from './clients';
import type { DestinationName } from './destination-name';
import type { CloudTrailLakeEmulators } from './emulators';
import type { DestinationVariables } from './function-variables';
import { createLogsDestination } from './logs-destination';

/** Where the events of a run arrive. */
export interface Destination {
  /** What the processor's construct would give it. */
  readonly variables: DestinationVariables;
  /** What has arrived, as far as `collect` or the destination itself has told. */
  readonly ledger: EventLedger;
  /** For a person: what has become of the records so far. */
  describe(): string;
  /** Completes the ledger. */
  collect(): Promise<void>;
}

export interface DestinationProps {
  readonly name: DestinationName;
  readonly emulators: CloudTrailLakeEmulators;
  readonly clients: Clients;
  /** Called for each event that has arrived, as JSON text. */
  readonly keepEvent: (eventData: string) => void;
}

export async function createDestination(props: DestinationProps): Promise<Destination> {
  if (props.name === 'cloudwatch-logs') return createLogsDestination(props);
  const { channelArn, ledger } = props.emulators.cloudTrailData;
  return {
    variables: { DESTINATION: 'cloudtrail-lake', CHANNEL_ARN: channelArn },
    ledger,
    describe: () => `${ledger.distinct.toLocaleString('en')} events accepted`,
    collect: async () => {},
  };
}
