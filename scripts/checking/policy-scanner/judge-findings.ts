import type { CheckOutcome } from '../check-step';
import type { PolicyFinding } from './policy-finding';
import type { WrittenException } from './scanned-stack';

/** A sentence. */
const minReasonLength = 20;

/**
 * Each failed check needs a written exception beside its resource, and each exception a check that fails somewhere: in another environment, or at another
 * resource of the same construct, which shares its words.
 */
export function judgeFindings(findings: readonly PolicyFinding[], exceptions: readonly WrittenException[]): CheckOutcome {
  const written = new Map(exceptions.map(exception => [keyOf(exception), exception]));
  const used = new Set<string>();
  const problems: string[] = [];
  for (const finding of findings) {
    const exception = written.get(keyOf(finding));
    if (exception !== undefined) used.add(wordsOf(exception));
    else {
      problems.push(
        `${finding.stack}: ${finding.resource} fails ${finding.check} (${finding.asks}). Mend it, or say why not: exceptFromPolicies(...) beside the resource.`,
      );
    }
  }
  const unused = new Map(exceptions.filter(exception => !used.has(wordsOf(exception))).map(exception => [wordsOf(exception), exception]));
  for (const { check, resource, stack, reason } of unused.values())
    problems.push(`${stack}: nothing fails ${check} at ${resource} any more: take the exception out ("${reason}").`);
  for (const { check, resource, reason } of exceptions)
    if (reason.length < minReasonLength) problems.push(`${resource}: the exception from ${check} says too little: "${reason}".`);
  return { ok: problems.length === 0, output: problems.join('\n') };
}

function keyOf({ stack, resource, check }: Pick<WrittenException, 'stack' | 'resource' | 'check'>): string {
  return `${stack} ${resource} ${check}`;
}

function wordsOf({ check, reason }: WrittenException): string {
  return `${check} ${reason}`;
}
