import type { Period } from './period';

/** What the queries read: whole names, quoted where the engine wants it. */
export interface LakeTables {
  /** The Azure activity log as OCSF 6003, as written: a repeat stands in it as often as it was delivered. */
  readonly azure: string;
  /** CloudTrail management events as OCSF 6003 of Security Lake's own source (version 2); undefined where an account has none. */
  readonly cloudTrail: string | undefined;
  /** The view of `azure` in which each event stands once. */
  readonly azureDeduplicated: string;
}

/** A question over the lake, in the SQL that Athena (Trino) and, with a few macros, DuckDB understand. */
export interface LakeQuery {
  /** Kebab-case; ends the named query's name. */
  readonly name: string;
  /** A few words above the printed answer. */
  readonly title: string;
  /** What it answers, in a sentence. */
  readonly description: string;
  /** Makes no sense without CloudTrail: it exists only where `cloudTrail` does. The others ask it too where it is there. */
  readonly needsCloudTrail: boolean;
  /** @param period the events' own time. @default the last seven days, whenever the query is run */
  sql(tables: LakeTables, period?: Period): string;
}
