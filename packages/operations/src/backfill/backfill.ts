import { type ActivityLogSource, isUnreadable, type SourceRecord } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { TimeRange } from '../events/time-range';
import { InterruptedError } from '../interrupted-error';
import type { Interruption } from '../interruption';
import { daysOf } from '../verify/verify';
import { type Lack, lackOf, recordsOf } from './missing-keys';
import { addReports, nothingSent, type RecordSink, type SendReport } from './record-sink';
import { batchesOf } from './sink-batches';

export interface BackfillProps {
  readonly source: ActivityLogSource;
  readonly sink: RecordSink;
  /** What holds the events already; undefined: everything is sent, whatever is there. */
  readonly destination: Destination | undefined;
  readonly range: TimeRange;
  /** What is younger may be on its way by itself, and is not sent. */
  readonly settledBefore: Date;
  readonly dryRun: boolean;
  readonly interruption: Interruption;
  readonly print: (line: string) => void;
  readonly progress: (text: string) => void;
}

/** Of one day, or of all of them. */
export interface BackfillFigures extends SendReport {
  /** Sent, or in a trial run to be sent. */
  readonly sent: number;
  /** Left out, because the destination holds them. */
  readonly skipped: number;
  /** Of the skipped, those that it holds in another spelling. */
  readonly respelt: number;
  /** Left out, because they are too young. */
  readonly inFlight: number;
}

export interface BackfillResult extends BackfillFigures {
  /** UTC ISO 8601: everything before it is done; undefined: everything is. */
  readonly goOnFrom: string | undefined;
}

/**
 * Sends what a destination lacks of a source's events, a day at a time, oldest first. What it holds is found as `verify` finds it: by id, or by the words that another
 * spelling shares. Stopped at any moment it can go on with the day in hand: what was sent has the same ids, and is skipped once it has arrived.
 *
 * @throws what source, destination and sink throw, after the day in hand was told
 */
export async function backfill(props: BackfillProps): Promise<BackfillResult> {
  let sum: BackfillFigures = { ...nothingSent, sent: 0, skipped: 0, respelt: 0, inFlight: 0 };
  for (const day of daysOf(props.range)) {
    const goOnFrom = day.from.toISOString();
    const figures = await fillDay(props, day).catch(error => {
      if (error instanceof InterruptedError) return undefined;
      props.print(`Stopped at ${goOnFrom}: everything before it is done.`);
      throw error;
    });
    if (figures !== undefined) {
      props.print(`${goOnFrom.slice(0, 10)}: ${describeFigures(figures, props.dryRun)}`);
      sum = addFigures(sum, figures);
    }
    if (figures === undefined || !figures.isComplete) return { ...sum, goOnFrom };
  }
  return { ...sum, goOnFrom: undefined };
}

async function fillDay(props: BackfillProps, day: TimeRange): Promise<BackfillFigures & { readonly isComplete: boolean }> {
  const { destination, dryRun, interruption, progress, sink, source } = props;
  const date = day.from.toISOString().slice(0, 10);
  const report = (events: number) => progress(`${date}: ${events.toLocaleString('en')} events compared`);
  const lack = destination && (await lackOf(source, destination, { ...props, range: day, report }));
  const { arrived: skipped, inFlight, respelt } = lack ?? { arrived: 0, inFlight: 0, respelt: 0 };
  const records = lack === undefined ? settledRecords(props, day) : recordsOf(source, day, lack.keys);
  let sent = 0;
  let reported: SendReport = nothingSent;
  const figures = () => ({ ...reported, sent, skipped, respelt, inFlight });
  for await (const batch of batchesOf(records, sink.limits)) {
    if (interruption.isRequested) return { ...figures(), isComplete: false };
    if (!dryRun) reported = addReports(reported, await sink.send(batch));
    sent += batch.length;
    progress(`${date}: ${sent.toLocaleString('en')}${ofAll(lack)} events ${dryRun ? 'to be sent' : 'sent'}`);
  }
  return { ...figures(), isComplete: true };
}

async function* settledRecords({ settledBefore, source }: BackfillProps, day: TimeRange): AsyncGenerator<SourceRecord> {
  for await (const record of source.records(day)) if (!isUnreadable(record) && record.identity.time < settledBefore) yield record;
}

const ofAll = (lack: Lack | undefined) => (lack === undefined ? '' : ` of ${lack.keys.size.toLocaleString('en')}`);

function addFigures(one: BackfillFigures, other: BackfillFigures): BackfillFigures {
  const sum = (name: 'sent' | 'skipped' | 'respelt' | 'inFlight') => one[name] + other[name];
  return { ...addReports(one, other), sent: sum('sent'), skipped: sum('skipped'), respelt: sum('respelt'), inFlight: sum('inFlight') };
}

/** `1,204 sent, 8,733 there already (12 in another spelling), 3 refused (TooLarge)` */
export function describeFigures({ inFlight, refused, repeated, respelt, sent, skipped }: BackfillFigures, dryRun: boolean): string {
  const parts = [`${sent.toLocaleString('en')} ${dryRun ? 'would be sent' : 'sent'}`];
  if (skipped > 0)
    parts.push(
      `${skipped.toLocaleString('en')} there already${respelt > 0 ? ` (${respelt.toLocaleString('en')} in another spelling)` : ''}`,
    );
  if (inFlight > 0) parts.push(`${inFlight.toLocaleString('en')} too young`);
  if (repeated > 0) parts.push(`${repeated.toLocaleString('en')} repeated`);
  for (const [reason, count] of Object.entries(refused)) parts.push(`${count.toLocaleString('en')} refused (${reason})`);
  return parts.join(', ');
}
