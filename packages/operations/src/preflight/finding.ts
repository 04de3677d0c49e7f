/** `unknown`: it could not be read, so that nobody knows. */
export type Outcome = 'ok' | 'missing' | 'warning' | 'unknown';

/** What a check says of one thing that it looked at. */
export interface Finding {
  readonly outcome: Outcome;
  /** What was found, in one sentence. */
  readonly found: string;
  /** What the person should do; nothing where all is well. */
  readonly toDo?: string;
  /** To type as they stand. */
  readonly commands?: readonly string[];
}

export const ok = (found: string): Finding => ({ outcome: 'ok', found });

/** A deploy would fail, or what it makes would not work. */
export const missing = (found: string, toDo: string, ...commands: readonly string[]): Finding => ({
  outcome: 'missing',
  found,
  toDo,
  commands,
});

/** A deploy can succeed all the same. */
export const warning = (found: string, toDo: string, ...commands: readonly string[]): Finding => ({
  outcome: 'warning',
  found,
  toDo,
  commands,
});

export const unknown = (found: string, toDo: string, ...commands: readonly string[]): Finding => ({
  outcome: 'unknown',
  found,
  toDo,
  commands,
});
