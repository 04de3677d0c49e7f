import type { CheckOutcome } from '../check-step';
import { judgeFindings } from './judge-findings';
import { overlookedMistakes, plantedMistakes, withoutPlanted } from './planted-mistakes';
import type { PolicyFinding } from './policy-finding';
import { readStack, type ScannedStack } from './scanned-stack';

/** Everything that a scanner has against some stacks. */
export type PolicyScanner = (stacks: readonly ScannedStack[]) => Promise<readonly PolicyFinding[]>;

/** Scans stacks together with planted mistakes, and holds what is found against what is excepted. */
export async function scanPolicies(stacks: readonly ScannedStack[], scan: PolicyScanner): Promise<CheckOutcome> {
  const findings = await scan([...stacks, plantedMistakes]);
  const overlooked = overlookedMistakes(findings);
  if (overlooked.length > 0)
    return {
      ok: false,
      output: `The scanner overlooks planted mistakes (${overlooked.join(', ')}): what it says of the stacks is worth nothing.`,
    };
  return judgeFindings(
    withoutPlanted(findings),
    stacks.flatMap(stack => readStack(stack).exceptions),
  );
}
