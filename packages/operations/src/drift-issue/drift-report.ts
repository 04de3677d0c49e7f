import { maxCommentLength } from '../plan-comment/render-comment';
import { hasChanges, type StackComment } from '../plan-comment/stack-comment';

export interface DriftReport {
  /** Stacks that another apply would change. */
  readonly drifted: readonly string[];
  readonly title: string;
  readonly body: string;
}

/** Finds the issue again. */
export const driftMark = '<!-- audit-bridge drift -->';

const maxTitleLength = 256;

/** What is deployed and what main says, for all stacks: nothing to tell where every plan is empty. */
export function driftReport(comments: readonly StackComment[]): DriftReport {
  const differing = comments.filter(hasChanges);
  const drifted = differing.map(({ stack }) => stack);
  let body = [
    driftMark,
    `What is deployed differs from what main says, in ${drifted.length} of ${comments.length} stacks: ${drifted.map(stack => `\`${stack}\``).join(', ')}.`,
    'Somebody has changed it by hand, or a deploy has not run. Deploy main again, or bring the change into it; this issue closes itself after that.',
    '',
  ].join('\n');
  for (const comment of differing) {
    // Cut in the middle, Markdown would hide what follows; every stack is named above.
    if (body.length + comment.body.length < maxCommentLength) body += `\n${comment.body}`;
  }
  return { drifted, title: `Drift in ${drifted.join(', ')}`.slice(0, maxTitleLength), body };
}
