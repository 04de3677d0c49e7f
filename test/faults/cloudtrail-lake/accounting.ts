import type { Violation } from '../fault-pipeline';
import type { AppendBlobs } from '../services/append-blobs';
import { type BlobLife, describeFate, type Ledger } from './ledger';
import type { PipelineSimulation } from './pipeline-simulation';
import type { Scenario } from './scenario';
import type { PipelineServices } from './services';

interface Books {
  readonly scenario: Scenario;
  readonly services: PipelineServices;
  readonly ledger: Ledger;
  readonly pipeline: PipelineSimulation;
  readonly ambiguousEvents: number;
}

/** What keeps the pipeline from being at rest; undefined when it is. */
export function unrest({ ledger, pipeline, scenario, services }: Books): Violation | undefined {
  if (!pipeline.isIdle) return { what: 'hints wait, or a worker runs' };
  const [open] = services.openPaths();
  if (open !== undefined) return { what: 'the index holds an open blob', about: open };
  for (const blob of blobsOf(services.blobs, scenario)) {
    const state = services.stateOf(blob.path);
    // An append of nothing changes the etag and leaves nothing to do.
    const completeLength = ledger.current(blob.path)?.lengths.get(state?.completeEtag ?? '');
    if (blob.bytes.length > 0 && completeLength !== blob.bytes.length) {
      return { what: `${state?.committedOffset ?? 0} of ${blob.bytes.length} bytes are committed`, about: blob.path };
    }
  }
  return undefined;
}

/** What is wrong with the books of a run that has come to rest. */
export function accountFor(books: Books): Violation[] {
  const { ledger, scenario } = books;
  const lives = ledger.lives.filter(life => isWatched(life.path, scenario));
  return [...lives.flatMap(life => lostLines(life, books)), ...tooManyRepeats(books)];
}

function lostLines(life: BlobLife, books: Books): Violation[] {
  const lost = life.lines.filter(line => !books.ledger.isAccountedFor(life, line) && !isExcused(life, line, books));
  const [first] = lost;
  if (first === undefined) return [];
  const what = `${lost.length} lines are neither accepted nor kept, the first at ${first.offset} (${describeFate(first)})${life.ended ? `, lost silently by ${life.ended.by}` : ''}`;
  return [{ what, about: life.path }];
}

/**
 * A blob that was replaced or deleted takes with it what nobody had read: never silently, as far as the pipeline could know. Before anything of a
 * blob is committed, one that takes its place can be told from it by its creation time alone.
 */
function isExcused(life: BlobLife, line: BlobLife['lines'][number], { ledger, pipeline }: Books): boolean {
  if (life.ended === undefined) return false;
  const { isComparable, seenLengthBytes } = life.ended;
  if (line.isOpen || line.endOffset > seenLengthBytes) return true;
  if (
    ledger.deletions.some(
      ({ blob, lengthBytes, offset }) => blob === life.path && offset <= line.offset && line.endOffset <= offset + lengthBytes,
    )
  ) {
    return true;
  }
  const lives = ledger.livesOf(life.path);
  const next = lives[lives.indexOf(life) + 1];
  if (next === undefined) return false;
  const looksTheSame = !isComparable && next.createdOn === life.createdOn;
  return looksTheSame || pipeline.processed.some(({ counts, path }) => path === life.path && counts.blobsReplaced > 0);
}

/**
 * An invocation that ends in order has committed all that it sent. So each line is delivered once for its blob's life, and once more at most for each
 * invocation that did not end in order, of which each sends one step beyond what it commits, and for each answer that left the sender in doubt.
 */
function tooManyRepeats({ ambiguousEvents, ledger, pipeline, scenario }: Books): Violation[] {
  const eventLines = ledger.lives.flatMap(life => life.lines).filter(line => line.fate.kind === 'event').length;
  const unclean = pipeline.processed.filter(({ isClean }) => !isClean).length;
  const most = eventLines + ambiguousEvents + unclean * scenario.settings.maxStepEvents;
  if (ledger.acceptedDeliveries <= most) return [];
  return [
    {
      what: `${ledger.acceptedDeliveries} deliveries of ${eventLines} events: ${unclean} broken invocations and ${ambiguousEvents} doubtful answers explain ${most}`,
    },
  ];
}

function blobsOf(blobs: AppendBlobs, scenario: Scenario) {
  return [...blobs.all()].filter(({ path }) => isWatched(path, scenario));
}

const isWatched = (path: string, { subscriptionIds }: Scenario) => subscriptionIds.some(id => path.toLowerCase().includes(id));
