import type { FailurePlace } from '../events/failure-place';
import type { SourceFinding, UnreadableSourceFinding } from './findings';

export interface Settled {
  /** In no failure place. */
  readonly missing: readonly SourceFinding[];
  /** In a failure place. */
  readonly refused: readonly (SourceFinding & { readonly reason: string })[];
  readonly unreadable: readonly (UnreadableSourceFinding & { readonly keptIn: string | undefined })[];
}

/**
 * Looks for what has not arrived in the pipeline's failure places: by its id; then, for what a source spells otherwise than the pipeline has had it, by its correlation
 * id, one refused record for one event, because the other events of a call bear it too.
 */
export async function lookIntoFailurePlaces(
  missing: readonly SourceFinding[],
  unreadable: readonly UnreadableSourceFinding[],
  places: readonly FailurePlace[],
): Promise<Settled> {
  const asked = new Set([
    ...missing.flatMap(({ correlationId = '', id }) => [id, correlationId]),
    ...unreadable.flatMap(({ id, messageId = '' }) => [id, messageId]),
  ]);
  asked.delete('');
  const byId = new Map<string, { readonly reason: string; readonly place: string }>();
  const byCorrelation = new Map<string, { readonly id: string; readonly reason: string }[]>();
  if (asked.size > 0) {
    for (const place of places) {
      for await (const { correlationId, id, reason } of place.findAny(asked)) {
        if (byId.has(id)) continue;
        byId.set(id, { reason, place: place.name });
        if (correlationId === undefined) continue;
        const alike = byCorrelation.get(correlationId);
        if (alike === undefined) byCorrelation.set(correlationId, [{ id, reason }]);
        else alike.push({ id, reason });
      }
    }
  }
  const ids = new Set(missing.map(({ id }) => id));
  const settled = missing.map(finding => {
    const { correlationId = '', id } = finding;
    return { finding, reason: byId.get(id)?.reason ?? takeAnother(byCorrelation.get(correlationId), ids) };
  });
  return {
    missing: settled.flatMap(({ finding, reason }) => (reason === undefined ? [finding] : [])),
    refused: settled.flatMap(({ finding, reason }) => (reason === undefined ? [] : [{ ...finding, reason }])),
    unreadable: unreadable.map(finding => ({ ...finding, keptIn: (byId.get(finding.id) ?? byId.get(finding.messageId ?? ''))?.place })),
  };
}

/** One that is no missing event by its own id. */
function takeAnother(
  refused: { readonly id: string; readonly reason: string }[] | undefined,
  ids: ReadonlySet<string>,
): string | undefined {
  const index = refused?.findIndex(({ id }) => !ids.has(id)) ?? -1;
  return index === -1 ? undefined : refused?.splice(index, 1)[0]?.reason;
}
