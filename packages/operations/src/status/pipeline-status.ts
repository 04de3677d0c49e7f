/** One thing that must run by itself for a pipeline to go on. */
export interface TriggerStatus {
  readonly name: string;
  /** `unknown`: it could not be read, so that nobody knows. */
  readonly state: 'runs' | 'stopped' | 'unknown';
  /** What was found, and for a trigger that does not run what to do. */
  readonly detail: string;
}

export interface FailurePlaceStatus {
  readonly name: string;
  /** Undefined: it could not be read. */
  readonly depth: number | undefined;
  /** What to do about what lies there, or why it could not be read. */
  readonly remedy: string;
}

/** How many records or rows, hour by hour. */
export interface CountSeries {
  readonly name: 'in' | 'out' | 'refused' | 'repeated';
  /** What is counted, for a person. */
  readonly what: string;
  /** One for each hour of the window, the oldest first; NaN where the metrics could not be read. */
  readonly perHour: readonly number[];
}

/** What the forwarder says of its way from the event hub to the stream. */
export interface HubStatus {
  readonly counts: readonly (Omit<CountSeries, 'name'> & { readonly name: 'taken' | 'forwarded' | 'parked' | 'lost' })[];
  /** From when the hub took the newest message of a run to the run's end, at its worst in the last hour with a run. */
  readonly lagSeconds: number | undefined;
  /** Why it could not be read. */
  readonly unknown?: string;
}

/** The newest moment that a pipeline shows. */
export type Newest = { readonly at: Date } | { readonly missing: string };

/** What is known of one pipeline. */
export interface PipelineStatus {
  readonly pipeline: string;
  /** The newest event in the destination, or the last complete report. */
  readonly newest: Newest;
  /** How long the newest records took, or the oldest waiting one waits; undefined: nothing told of it within the window. */
  readonly lagSeconds: number | undefined;
  /** When the pipeline was at work last, by its own metrics. */
  readonly lastRunAt: Date | undefined;
  readonly counts: readonly CountSeries[];
  /** Of a pipeline that begins with an event hub. */
  readonly hub?: HubStatus;
  readonly failurePlaces: readonly FailurePlaceStatus[];
  readonly triggers: readonly TriggerStatus[];
}

/** An alarm that is not quiet. */
export interface AlarmStatus {
  readonly name: string;
  readonly cloud: 'AWS' | 'Azure';
  /** `no data`: it has nothing to judge by. */
  readonly state: 'fires' | 'no data';
  readonly since: Date | undefined;
  readonly description: string;
}

/** What nobody collects from, although it is there. */
export interface Coverage {
  readonly kind: 'subscriptions' | 'accounts';
  readonly covered: number;
  readonly uncovered: readonly { readonly id: string; readonly name: string }[];
  /** Why it could not be found out. */
  readonly unknown?: string;
  /** The setting without which no alarm watches it; undefined where one does, and where the environment goes without alarms. */
  readonly unwatchedWithout?: string;
}

export interface EnvironmentStatus {
  readonly environment: string;
  readonly readAt: Date;
  readonly windowHours: number;
  readonly pipelines: readonly PipelineStatus[];
  /** Undefined: it could not be read. */
  readonly alarms: readonly AlarmStatus[] | undefined;
  readonly coverage: readonly Coverage[];
}
