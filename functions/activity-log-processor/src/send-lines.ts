import type { BlobBeginning } from './blob-beginning';
import { readRanges } from './blob-ranges';
import type { BlobRun } from './blob-run';
import type { CompleteBlob } from './commit-frontier';
import { CompleteLines } from './complete-lines';
import type { DeliveryWindow } from './delivery-window';
import { type BatchLimits, EventBatches } from './event-batches';
import { type BlobSource, readLine } from './line-outcome';
import { takeUnterminated } from './unterminated-line';

/** About 5 ms of mapping: no response waits longer than that. */
const linesPerBreath = 100;
const usualBatchEvents = 100;

export interface LinesToSend {
  readonly run: BlobRun;
  readonly source: BlobSource;
  readonly beginning: BlobBeginning;
  readonly window: DeliveryWindow;
  readonly rangeBytes: number;
  /** From here on no more lines are taken, milliseconds since 1970 UTC. */
  readonly stopReadingAt: number;
}

/** How far the lines went into the window. */
export interface SentLines {
  readonly outcome: 'complete' | 'open-line' | 'continued';
  /** Of the blob as it was read last. */
  readonly etag: string;
  /** Set when no byte of the blob is left. */
  readonly complete: CompleteBlob | undefined;
}

/** Reads the blob's lines to its present end, maps them and hands them to the window batch by batch, while the window sends. */
export async function sendLines(parts: LinesToSend): Promise<SentLines> {
  const { beginning, run, source, window } = parts;
  const { counts, ports, settings } = run;
  const lines = new CompleteLines(beginning.offset, beginning.firstLineKind, settings.maxLineBytes);
  const batches = new EventBatches(source, { limits: batchLimits(run), counts }, beginning.lastLine);
  let etag = beginning.range.etag;
  let linesRead = 0;

  const interrupted = (): SentLines => ({ outcome: 'continued', etag, complete: undefined });
  const finish = async (outcome: SentLines['outcome'], complete?: CompleteBlob): Promise<SentLines> => {
    const last = batches.close();
    return last === undefined || (await window.add(last)) ? { outcome, etag, complete } : interrupted();
  };
  const isLate = () => ports.clock.now() >= parts.stopReadingAt;

  for await (const read of readRanges(ports.container, { path: source.path, beginning }, parts.rangeBytes)) {
    if (read.kind === 'replaced') break;
    etag = read.range.etag;
    counts.bytesRead += read.bytes.length;
    for (const line of lines.add(read.bytes)) {
      const batch = batches.add(line, readLine(line, source, settings));
      if (batch !== undefined && !(await window.add(batch))) return interrupted();
      if (++linesRead % linesPerBreath === 0) {
        await ports.breathe();
        if (isLate()) return finish('continued');
      }
    }
    if (read.atEnd) {
      const rest = lines.rest();
      if (rest !== undefined) {
        const outcome = takeUnterminated(readLine(rest, source, settings), ports.clock.now() - read.range.lastModified);
        if (outcome === undefined) return finish('open-line');
        const batch = batches.add(rest, outcome);
        if (batch !== undefined && !(await window.add(batch))) return interrupted();
      }
      return finish('complete', { etag, lengthBytes: read.range.lengthBytes });
    }
    if (isLate()) break;
  }
  return finish('continued');
}

/** Full requests where the destination sets the limit; where it takes thousands, so many that the requests under way share a step. */
function batchLimits({ ports, settings }: BlobRun): BatchLimits {
  const { limits } = ports.events;
  const share = Math.max(usualBatchEvents, Math.floor(settings.maxStepEvents / settings.maxConcurrentRequests));
  return { maxEvents: Math.min(limits.maxEvents, settings.maxStepEvents, share), maxBytes: limits.maxBytes };
}
