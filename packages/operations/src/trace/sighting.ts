import type { EventIdentity } from '../events/event-identity';

export type SightingKind = 'source' | 'in-flight' | 'arrived' | 'refused';

/** An event, seen somewhere on its way. */
export interface Sighting {
  readonly kind: SightingKind;
  /** The event's uid. */
  readonly id: string;
  readonly correlationId: string | undefined;
  /** Whose place it is; undefined of a source that both share. */
  readonly pipeline: string | undefined;
  /** For a person: a blob and an offset, an object, a failure place. */
  readonly place: string;
  /** Since when it is there, as far as the place says. */
  readonly since: Date | undefined;
  /** For a person: a reason, or how far a blob is committed. */
  readonly remark: string | undefined;
  /** What to do about it. */
  readonly remedy: string | undefined;
  /** What the place says of the event itself, where it does. */
  readonly identity: EventIdentity | undefined;
  readonly actor: string | undefined;
}

export const isAsked = (id: string, seen: { readonly id: string; readonly correlationId: string | undefined }): boolean =>
  seen.id === id || seen.correlationId === id;
