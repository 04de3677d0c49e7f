import type { Random } from '../simulator/random';

const lineFeed = Buffer.from('\n');

/** Something that happens to a blob. */
export interface BlobStep {
  /** Milliseconds after the start of the run. */
  readonly after: number;
  readonly path: string;
  readonly change:
    | { readonly kind: 'append'; readonly bytes: Buffer }
    | { readonly kind: 'replace'; readonly bytes: Buffer; readonly keepsCreationTime: boolean }
    | { readonly kind: 'delete' };
}

export interface BlobPlan {
  readonly path: string;
  /** Without line feeds. */
  readonly lines: readonly Buffer[];
  readonly activeMilliseconds: number;
  readonly maxLineBytes: number;
}

/** One blob's life: it grows by pieces that know nothing of lines, is replaced or deleted now and then, and ends with or without a line feed. */
export function blobSteps(random: Random, plan: BlobPlan): BlobStep[] {
  const { path } = plan;
  const [first, second] = splitForReplacement(random, plan.lines);
  const firstBytes = blobBytes(random, first, plan.maxLineBytes);
  const steps: BlobStep[] = [];
  const times = new AscendingTimes(random, plan.activeMilliseconds);
  if (random.chance(0.05)) steps.push({ after: times.next(), path, change: { kind: 'append', bytes: Buffer.alloc(0) } });
  for (const bytes of pieces(random, firstBytes)) steps.push({ after: times.next(), path, change: { kind: 'append', bytes } });
  if (second !== undefined) {
    const isDeletedFirst = random.chance(0.5);
    if (isDeletedFirst) steps.push({ after: times.next(), path, change: { kind: 'delete' } });
    const [replacement = Buffer.alloc(0), ...growth] = pieces(
      random,
      replacementBytes(random, second, firstBytes.length, plan.maxLineBytes),
    );
    const keepsCreationTime = !isDeletedFirst && random.chance(0.2);
    steps.push({ after: times.next(), path, change: { kind: 'replace', bytes: replacement, keepsCreationTime } });
    for (const bytes of growth) steps.push({ after: times.next(), path, change: { kind: 'append', bytes } });
  }
  if (random.chance(0.06)) steps.push({ after: times.next(), path, change: { kind: 'delete' } });
  return steps;
}

function splitForReplacement(random: Random, lines: readonly Buffer[]): [readonly Buffer[], readonly Buffer[] | undefined] {
  if (lines.length < 2 || !random.chance(0.2)) return [lines, undefined];
  const cut = random.integer(1, lines.length - 1);
  return [lines.slice(0, cut), lines.slice(cut)];
}

/** Shorter or longer than the blob before, as it comes; sometimes of exactly its length. */
function replacementBytes(random: Random, lines: readonly Buffer[], lengthBefore: number, maxLineBytes: number): Buffer {
  const bytes = blobBytes(random, lines, maxLineBytes);
  if (!random.chance(0.3) || bytes.length >= lengthBefore || bytes.at(-1) !== 0x0a) return bytes;
  // Blank lines are no records, so they can fill a blob up to any length.
  return Buffer.concat([bytes, Buffer.alloc(lengthBefore - bytes.length - 1, `${' '.repeat(500)}\n`), lineFeed]);
}

function blobBytes(random: Random, lines: readonly Buffer[], maxLineBytes: number): Buffer {
  const parts: Buffer[] = [];
  for (const line of lines) {
    if (random.chance(0.02)) parts.push(random.pick([lineFeed, Buffer.from('\r\n'), Buffer.from('  \n')]));
    if (random.chance(0.004)) parts.push(Buffer.alloc(random.integer(maxLineBytes + 1, 3 * maxLineBytes), 'x'), lineFeed);
    const before = random.chance(0.02) ? Buffer.from([0xef, 0xbb, 0xbf]) : Buffer.alloc(0);
    parts.push(before, line, random.chance(0.05) ? Buffer.from('\r\n') : lineFeed);
  }
  const last = lines.at(-1);
  if (last !== undefined && random.chance(0.12)) {
    // The last line without its line feed: the whole record, or what its writer got out of it.
    parts.pop();
    if (random.chance(0.4)) parts.splice(-1, 1, last.subarray(0, random.integer(1, last.length - 1)));
  }
  return Buffer.concat(parts);
}

function pieces(random: Random, bytes: Buffer): Buffer[] {
  const pieceCount = random.integer(1, 5);
  const cuts = Array.from({ length: pieceCount - 1 }, () => cutNear(random, bytes)).sort((one, other) => one - other);
  return [...cuts, bytes.length].map((end, index) => bytes.subarray(cuts[index - 1] ?? 0, end));
}

/** Azure Monitor appends whole lines; to be told from that only in a test that also cuts within them. */
function cutNear(random: Random, bytes: Buffer): number {
  const cut = random.integer(0, bytes.length);
  return random.chance(0.3) ? cut : bytes.indexOf(0x0a, cut) + 1;
}

class AscendingTimes {
  #last = 0;

  constructor(
    private readonly random: Random,
    private readonly activeMilliseconds: number,
  ) {}

  next(): number {
    // At least two seconds apart, so that a replaced blob has a creation time of its own.
    this.#last += 2_000 + Math.floor(this.random.next() ** 2 * this.activeMilliseconds * 0.3);
    return this.#last;
  }
}
