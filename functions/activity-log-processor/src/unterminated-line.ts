import type { LineOutcome } from './line-outcome';

const hourMilliseconds = 3_600_000;
/** Azure Monitor appends whole records every few minutes: a line that is still open after this long was its writer's last one. */
const restOfCompleteRecordMilliseconds = 2 * hourMilliseconds;
const restOfTruncatedRecordMilliseconds = 48 * hourMilliseconds;

/** What a record that is still being written can look like; any other outcome is that of a whole one. */
const outcomesOfAnIncompleteRecord: ReadonlySet<string> = new Set(['MalformedJson', 'NotAnObject', 'InvalidUtf8']);

/**
 * Decides on the last line of a blob when no line feed closes it.
 *
 * @param restMilliseconds since the blob was last written to
 * @returns undefined when the line must wait: somebody may be writing it
 */
export function takeUnterminated(outcome: LineOutcome, restMilliseconds: number): LineOutcome | undefined {
  if (outcome.kind === 'refused' && (outcome.reason === 'LineTooLong' || outcome.reason === 'TruncatedLine')) {
    return restMilliseconds >= restOfTruncatedRecordMilliseconds ? outcome : undefined;
  }
  if (outcome.kind === 'refused' && outcomesOfAnIncompleteRecord.has(outcome.reason)) {
    if (restMilliseconds < restOfTruncatedRecordMilliseconds) return undefined;
    return {
      kind: 'refused',
      reason: 'TruncatedLine',
      message: `The blob ends within a line and rested for two days (read as it is: ${outcome.reason}).`,
    };
  }
  return restMilliseconds >= restOfCompleteRecordMilliseconds ? outcome : undefined;
}
