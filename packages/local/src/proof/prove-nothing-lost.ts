import { setMaxListeners } from 'node:events';
import type { CommandContext } from '@audit-bridge/operations/bridge-command';
import { destinationsOf } from '@audit-bridge/operations/destinations/destinations-of';
import type { Destination } from '@audit-bridge/operations/events/destination';
import { failurePlacesOf } from '@audit-bridge/operations/failure-places/failure-places-of';
import { describeReport } from '@audit-bridge/operations/verify/describe-report';
import { verify } from '@audit-bridge/operations/verify/verify';
import { type Counts, type DestinationReport, sumOf, type VerifyReport } from '@audit-bridge/operations/verify/verify-report';
import { withPipelines } from '@audit-bridge/operations/verify/with-pipelines';
import type { Progress, ReportLine } from '@audit-bridge/terminal';
import { connectToLocal, environmentOf } from '../environment/connect-to-local';
import type { EnvironmentDescription } from '../environment/environment-description';
import type { RecordSource } from '../records/record-source';
import { isRecordSendable } from '../security-lake/hub-messages';
import { InputAsSource, type InputCarrier } from './input-as-source';
import { timeOf } from './time-of-input';

export interface ProofProps {
  readonly description: EnvironmentDescription;
  readonly records: RecordSource;
  readonly progress: Progress;
  readonly print: ReportLine;
  readonly widthCharacters: number;
  readonly signal: AbortSignal;
}

const list = 10;

/**
 * `bridge verify` over all of a run: compares the input with what the run's destinations answer, by the same questions that a deployed environment is asked.
 *
 * @returns whether nothing is lost, doubled, or from nowhere
 */
export async function proveNothingLost({ description, print, progress, records, signal, widthCharacters }: ProofProps): Promise<boolean> {
  const range = await timeOf(records);
  if (range === undefined) return true;
  const environment = withPipelines(environmentOf(description), description.pipelines);
  setMaxListeners(0, signal);
  const interruption: CommandContext['interruption'] = {
    get isRequested() {
      return signal.aborted;
    },
    signal,
    beforeEnd: () => () => {},
  };
  const update = (text: string) => progress.update(text);
  const context = { environment, clouds: connectToLocal(description), interruption, print, progress: update };
  const lakes = destinationsOf(context).map(destination => ({
    destination,
    source: new InputAsSource(records, carriers[destination.pipeline]),
  }));
  const report = await verify({
    lakes,
    failurePlaces: failurePlacesOf(context),
    range,
    // Everything has come to rest.
    settledBefore: range.to,
    slices: whole => [whole],
    interruption,
    progress: update,
  });
  const given = await Promise.all(lakes.map(({ source }) => source.count()));
  progress.end();
  const uncompared = report.destinations.flatMap((lake, index) => uncomparedLine(lake, given[index] ?? 0));
  const isWell = report.isWell && uncompared.length === 0;
  for (const line of isWell ? shortReport(report) : [...describeReport(report, { list, widthCharacters }), ...uncompared]) print(line);
  return isWell;
}

const carriers: Readonly<Record<Destination['pipeline'], InputCarrier>> = {
  'cloudtrail-lake': { takes: () => true, tellsOwner: true },
  'security-lake': { takes: isRecordSendable, tellsOwner: false },
};

/** Each record of the input must stand in one of the figures. */
function uncomparedLine({ hours, pipeline }: DestinationReport, given: number): readonly string[] {
  const compared = recordsIn(sumOf(hours));
  return compared === given ? [] : [`${pipeline} was given ${shown(given)} records, and ${shown(compared)} were compared.`];
}

const recordsIn = ({ copies, expected, taken, unreadable }: Counts) => expected + copies + taken + unreadable;

const shortReport = ({ destinations }: VerifyReport) =>
  destinations.map(({ destination, hours, pipeline }) => {
    const sum = sumOf(hours);
    const { arrived, copies, expected, refused, repeated, taken, unreadable } = sum;
    const counts = [
      `${shown(arrived + taken)} of ${shown(expected + taken)} events`,
      `${shown(refused + unreadable)} in failure places`,
      `${shown(copies)} said before`,
    ];
    const given = `all ${shown(recordsIn(sum))} records of the input`;
    return `Verified ${pipeline}: ${counts.join(', ')}: ${given}; ${shown(repeated)} repeats; nothing lost, doubled or from nowhere (asked of ${destination}).`;
  });

const shown = (count: number) => count.toLocaleString('en');
