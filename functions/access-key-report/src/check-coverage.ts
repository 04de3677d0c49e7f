import type { UncoveredAccount } from '@audit-bridge/coverage/accounts';
import type { MetricName } from '@audit-bridge/telemetry';
import { OrganizationNotListedError } from './errors';
import { untilAborted } from './until-aborted';

/** What a look at the organization brought: `unasked` where no setting says that this account may look. */
export type Coverage =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'known'; readonly uncovered: readonly UncoveredAccount[] }
  | { readonly kind: 'unknown'; readonly error: unknown };

/** @throws {OrganizationNotListedError} */
export type FindUncovered = () => Promise<readonly UncoveredAccount[]>;

/**
 * Looks which accounts of the organization nobody reads. It never throws: a report is whole without it, and its failure has an alarm of its own.
 *
 * @param signal the run's end, which ends the look too
 */
export async function checkCoverage(find: FindUncovered | undefined, signal: AbortSignal): Promise<Coverage> {
  if (find === undefined) return { kind: 'unasked' };
  const outOfTime = () => new OrganizationNotListedError('The organization’s accounts were not listed before the run’s end.');
  try {
    return { kind: 'known', uncovered: await untilAborted(find(), signal, outOfTime) };
  } catch (error) {
    return { kind: 'unknown', error };
  }
}

/** What is not known is not 0: the number is absent then. */
export function coverageMetrics(coverage: Coverage): Readonly<Partial<Record<MetricName, number>>> {
  if (coverage.kind === 'unasked') return {};
  return coverage.kind === 'known' ? { UncoveredAccounts: coverage.uncovered.length, CoverageChecks: 1 } : { CoverageChecks: 0 };
}
