import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailedRecord } from '@audit-bridge/failed-events';
import { readKeptLines } from '../pipelines/kept-lines';
import { type OutputOrigin, openOrigin, readOrigin, writeOrigin } from '../pipelines/output-origin';

interface Origin extends OutputOrigin {
  /** Start of the hour of the first run: the blobs' names come from it, so that a later run writes the same blobs. UTC ISO 8601. */
  readonly lastHour: string;
}

/**
 * `DIR/cloudtrail-lake`: what the destination received.
 *
 * A second run into the same folder starts from nothing but the events that are kept here: the emulators are new, so the whole pipeline really runs again
 * and every event arrives again. It adds nothing because ids and bytes are the same: that is what makes a repeat recognisable in the cloud too. Keeping the
 * emulators' state instead would prove only that a committed offset is not read twice, and would not survive an interrupted run; this does.
 */
export class OutputFolder {
  readonly #known: Set<string>;
  readonly #events: WriteStream;
  #added = 0;

  private constructor(
    private readonly folder: string,
    readonly origin: Origin,
    /** The input whose results were replaced, when it was another one. */
    readonly replaced: string | undefined,
    known: Set<string>,
  ) {
    this.#known = known;
    this.#events = createWriteStream(join(folder, 'events.jsonl'), { flags: 'a' });
  }

  /** The results of another input are replaced: a folder always holds one input's results. */
  static async open(folder: string, input: OutputOrigin): Promise<OutputFolder> {
    await mkdir(join(folder, '.work'), { recursive: true });
    const previous = await readOrigin<Origin>(folder);
    if (previous?.fingerprint === input.fingerprint) return new OutputFolder(folder, previous, undefined, await readKnownEvents(folder));

    await Promise.all(['events.jsonl', 'failed-events.jsonl'].map(name => rm(join(folder, name), { force: true })));
    const origin = { ...input, lastHour: `${new Date().toISOString().slice(0, 13)}:00:00.000Z` };
    await writeOrigin(folder, origin);
    return new OutputFolder(folder, origin, previous?.input, new Set());
  }

  get eventsPath(): string {
    return join(this.folder, 'events.jsonl');
  }

  /** Of this run alone. */
  get arrivalsPath(): string {
    return join(this.folder, '.work', 'arrivals');
  }

  /** Events that were not here before this run. */
  get added(): number {
    return this.#added;
  }

  /** Keeps an event, unless it is here already. */
  keepEvent(eventData: string): void {
    const hash = hashOf(eventData);
    // A function that is being ended may still have an event accepted: the next run keeps it.
    if (this.#known.has(hash) || this.#events.writableEnded) return;
    this.#known.add(hash);
    this.#added += 1;
    this.#events.write(`${eventData}\n`);
  }

  /** Resolves when the file holds what was kept so far. */
  async written(): Promise<void> {
    await new Promise(resolve => this.#events.write('', resolve));
  }

  /** From now on other events than the input's may be kept: the next run begins anew. */
  async letGrow(): Promise<void> {
    await writeOrigin(this.folder, openOrigin(this.origin));
  }

  /** Writes what failed, as a whole: every run finds all of it again. */
  async keepFailures(failures: readonly FailedRecord[]): Promise<void> {
    const lines = failures.map(
      ({ reason, message, blob, offset, lengthBytes }) => `${JSON.stringify({ reason, message, blob, offset, length: lengthBytes })}\n`,
    );
    await writeFile(join(this.folder, 'failed-events.jsonl.new'), lines.join(''));
    await rename(join(this.folder, 'failed-events.jsonl.new'), join(this.folder, 'failed-events.jsonl'));
  }

  async close(): Promise<void> {
    if (this.#events.closed) return;
    this.#events.end();
    await once(this.#events, 'close');
  }
}

/** Hashes of the events that are kept. */
async function readKnownEvents(folder: string): Promise<Set<string>> {
  const known = new Set<string>();
  await readKeptLines(join(folder, 'events.jsonl'), line => known.add(hashOf(line)));
  return known;
}

const hashOf = (data: string | Buffer) => createHash('sha256').update(data).digest('base64');
