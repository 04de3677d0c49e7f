import { setMaxListeners } from 'node:events';
import type { CommandContext } from '@audit-bridge/operations/bridge-command';
import { destinationsOf } from '@audit-bridge/operations/destinations/destinations-of';
import { failurePlacesOf } from '@audit-bridge/operations/failure-places/failure-places-of';
import { describeReport } from '@audit-bridge/operations/verify/describe-report';
import { verify } from '@audit-bridge/operations/verify/verify';
import { sumOf, type VerifyReport } from '@audit-bridge/operations/verify/verify-report';
import { withPipelines } from '@audit-bridge/operations/verify/with-pipelines';
import type { Progress, ReportLine } from '@audit-bridge/terminal';
import { connectToLocal, environmentOf } from '../environment/connect-to-local';
import type { EnvironmentDescription } from '../environment/environment-description';
import type { RecordSource } from '../records/record-source';
import { InputAsSource } from './input-as-source';
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
  const report = await verify({
    source: new InputAsSource(records),
    destinations: destinationsOf(context),
    // The job on this machine keeps its quarantine in the output folder, and no bucket has it: its own figures tell what lies there.
    failurePlaces: failurePlacesOf(context).filter(({ name }) => name !== 'quarantine' && name !== 'routed'),
    range,
    // Everything has come to rest.
    settledBefore: range.to,
    slices: whole => [whole],
    interruption,
    progress: update,
  });
  progress.end();
  for (const line of report.isWell ? shortReport(report) : describeReport(report, { list, widthCharacters })) print(line);
  return report.isWell;
}

const shortReport = ({ destinations }: VerifyReport) =>
  destinations.map(({ destination, hours, pipeline }) => {
    const { arrived, expected, refused, repeated, unreadable } = sumOf(hours);
    const counts = [
      `${shown(arrived)} of ${shown(expected)} events`,
      `${shown(refused + unreadable)} in failure places`,
      `${shown(repeated)} repeats`,
    ];
    return `Verified ${pipeline}: ${counts.join(', ')}; nothing lost, doubled or from nowhere (asked of ${destination}).`;
  });

const shown = (count: number) => count.toLocaleString('en');
