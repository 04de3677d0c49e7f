import { randomUUID } from 'node:crypto';
import { type SqlAnswer, SqlProblem } from './duckdb-sql';

export type QueryOutcome =
  | { readonly kind: 'answered'; readonly answer: SqlAnswer; readonly scannedBytes: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

export type QueryState = { readonly kind: 'queued' } | { readonly kind: 'running' } | QueryOutcome;

interface Query {
  looks: number;
  outcome: QueryOutcome | undefined;
  readonly sql: string;
}

/** Gives a query's answer, and how much it has read. @throws {SqlProblem} */
export type AnswerQuery = (sql: string) => Promise<{ readonly answer: SqlAnswer; readonly scannedBytes: number }>;

/**
 * Queries that run on their own time, as both services' do. Whoever looks finds each of them queued once and running once, so that no caller gets used to an
 * answer that is there at once.
 */
export class RunningQueries {
  readonly #queries = new Map<string, Query>();

  /** Queries that nobody has seen ended. */
  get active(): number {
    return [...this.#queries.values()].filter(({ looks, outcome }) => looks < 2 && outcome?.kind !== 'cancelled').length;
  }

  start(sql: string, answer: AnswerQuery): string {
    const id = randomUUID();
    const query: Query = { looks: 0, outcome: undefined, sql };
    this.#queries.set(id, query);
    answer(sql).then(
      answered => settle(query, { kind: 'answered', ...answered }),
      error => settle(query, { kind: 'failed', reason: error instanceof SqlProblem ? error.message : 'INTERNAL_ERROR' }),
    );
    return id;
  }

  /** @returns undefined for an id that was never given */
  look(id: string): (QueryState & { readonly sql: string }) | undefined {
    const query = this.#queries.get(id);
    if (query === undefined) return undefined;
    const { outcome, sql } = query;
    if (outcome?.kind === 'cancelled') return { ...outcome, sql };
    const look = ++query.looks;
    if (look === 1) return { kind: 'queued', sql };
    return look === 2 || outcome === undefined ? { kind: 'running', sql } : { ...outcome, sql };
  }

  /** @returns undefined for an id that was never given */
  outcome(id: string): QueryOutcome | 'unfinished' | undefined {
    const query = this.#queries.get(id);
    return query && (query.outcome ?? 'unfinished');
  }

  /** One that has ended stays as it is. */
  cancel(id: string): void {
    const query = this.#queries.get(id);
    if (query !== undefined) settle(query, { kind: 'cancelled' });
  }
}

function settle(query: Query, outcome: QueryOutcome): void {
  query.outcome ??= outcome;
}
