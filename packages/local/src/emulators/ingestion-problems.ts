/** What Azure Monitor does to a row without telling its sender. */
export type IngestionProblemKind =
  /** A member that the stream does not declare is dropped. */
  | 'unknown-member'
  /** A value that its column cannot hold is dropped. */
  | 'wrong-type'
  /** A value that is too long is cut. */
  | 'cut-value'
  /** A row without a time, or with one too far from now, gets the moment of its arrival. */
  | 'replaced-time';

export interface IngestionProblem {
  readonly kind: IngestionProblemKind;
  readonly column: string;
  readonly count: number;
}

/** Tells what the service would keep to itself. */
export class IngestionProblems {
  readonly #problems = new Map<string, IngestionProblem>();

  add(kind: IngestionProblemKind, column: string, times = 1): void {
    const key = `${kind} ${column}`;
    this.#problems.set(key, { kind, column, count: (this.#problems.get(key)?.count ?? 0) + times });
  }

  addAll({ all }: IngestionProblems): void {
    for (const { kind, column, count } of all) this.add(kind, column, count);
  }

  get all(): readonly IngestionProblem[] {
    return [...this.#problems.values()];
  }

  clear(): void {
    this.#problems.clear();
  }
}

const millisecondsPerDay = 86_400_000;

/** https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns#timegenerated */
export function isTakenAsTimeGenerated(time: unknown, now: number): time is string {
  const age = typeof time === 'string' ? now - Date.parse(time) : Number.NaN;
  return age <= 2 * millisecondsPerDay && age >= -millisecondsPerDay;
}

/** Cut by bytes, at a character's end. */
export function cutToBytes(text: string, maxBytes: number): string {
  let cut = Buffer.from(text).subarray(0, maxBytes).toString();
  while (Buffer.byteLength(cut) > maxBytes || cut.endsWith('\uFFFD')) cut = cut.slice(0, -1);
  return cut;
}
