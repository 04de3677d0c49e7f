import type { Violation } from '../fault-pipeline';
import { aboutPartition, type Invariants } from './invariants';
import type { Ledger, MessageLife } from './ledger';
import type { PipelineSimulation } from './pipeline-simulation';
import { type PipelineServices, undeliveredFolder } from './services';

export interface Books {
  readonly services: PipelineServices;
  readonly ledger: Ledger;
  readonly invariants: Invariants;
  readonly pipeline: PipelineSimulation;
}

/** What keeps the pipeline from being at rest; undefined when it is. */
export function unrest({ pipeline, services }: Books): Violation | undefined {
  for (const { id } of services.partitions.values()) {
    if (!pipeline.isAtEnd(id)) return { what: 'messages wait', about: aboutPartition(id) };
  }
  const [waiting] = services.container.all(undeliveredFolder);
  if (waiting !== undefined) return { what: `records are still undelivered: ${waiting.name}` };
  return pipeline.isIdle ? undefined : { what: 'something still runs' };
}

/** What is wrong with the books of a run that has come to rest. */
export function accountFor(books: Books): Violation[] {
  return [...lostRecords(books), ...wrongLossCounts(books), ...tooManyRepeats(books)];
}

function lostRecords({ ledger, pipeline }: Books): Violation[] {
  const expired = new Set(pipeline.expired.map(({ partitionId, sequenceNumber }) => `${partitionId}/${sequenceNumber}`));
  return ledger.messages.flatMap(message => {
    const about = aboutPartition(message.partitionId);
    const number = message.message.sequenceNumber;
    if (!message.isDone)
      return expired.has(`${message.partitionId}/${number}`) ? [] : [{ what: `message ${number} was never forwarded`, about }];
    const open = openPlace(message);
    return open === undefined ? [] : [{ what: `the record ${open} is neither in the stream nor parked for good`, about }];
  });
}

function openPlace({ places }: MessageLife): string | undefined {
  const open = places.find(({ fate, heldBy, record }) =>
    fate === 'deliver' ? (record?.taken ?? 0) === 0 : ![...heldBy.values()].includes(fate),
  );
  return open && `${open.key} (${open.fate})`;
}

/** A loss is counted, always; and nothing else is, unless the last sequence number was not written once and for all. */
function wrongLossCounts({ invariants, ledger, pipeline, services }: Books): Violation[] {
  return [...services.partitions.keys()].flatMap(id => {
    const lost = pipeline.expired.filter(
      ({ partitionId, sequenceNumber }) => partitionId === id && ledger.messageOf(id, sequenceNumber)?.isDone !== true,
    );
    const numbers = [...new Set(lost.map(({ sequenceNumber }) => sequenceNumber))];
    // A run that crashed after its last step has delivered, and noted, what never succeeded.
    const unsettled = numbers.filter(number => {
      const message = ledger.messageOf(id, number);
      return message !== undefined && ledger.unsettled(message) !== undefined;
    });
    const counted = invariants.countedLost.get(id) ?? 0;
    const isDoubtful = invariants.doubtfulPartitions.has(id);
    const really = isDoubtful ? unsettled.length : numbers.length;
    const isRight = isDoubtful ? counted >= really : counted === really;
    return isRight ? [] : [{ what: `${really} messages were lost, and ${counted} counted`, about: aboutPartition(id) }];
  });
}

/** A record is sent once by each run that it was given to, and again for each answer that left its sender in doubt. */
function tooManyRepeats({ ledger }: Books): Violation[] {
  for (const { doubts, readings, sendings, taken } of ledger.records()) {
    if (taken > sendings + doubts || sendings > readings) {
      return [
        { what: `a record was taken ${taken} times: ${readings} runs were given it, ${sendings} sent it, ${doubts} answers were in doubt` },
      ];
    }
  }
  return [];
}
