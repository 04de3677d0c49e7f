import { plannedChanges } from '../plan-comment/planned-change';
import { maxCommentLength, renderComment } from '../plan-comment/render-comment';
import type { TerraformPlan } from '../plan-comment/terraform-plan';

/** The plan of a stack as it is deployed. */
export interface StackPlan {
  readonly stack: string;
  readonly plan: TerraformPlan;
}

export interface DriftReport {
  /** Stacks that another apply would change. */
  readonly drifted: readonly string[];
  readonly title: string;
  readonly body: string;
}

/** Finds the issue again. */
export const driftMark = '<!-- audit-bridge drift -->';

/** What is deployed and what main says, for all stacks: nothing to tell where every plan is empty. */
export function driftReport(plans: readonly StackPlan[], link: string | undefined): DriftReport {
  const differing = plans.filter(({ plan }) => plannedChanges(plan).length > 0);
  const drifted = differing.map(({ stack }) => stack);
  const head = [
    driftMark,
    `What is deployed differs from what main says, in ${drifted.length} of ${plans.length} stacks: ${drifted.map(stack => `\`${stack}\``).join(', ')}.`,
    'Somebody has changed it by hand, or a deploy has not run. Deploy main again, or bring the change into it; this issue closes itself after that.',
    '',
  ].join('\n');
  // Each stack gets its share, so that the last one is told too.
  const maxLength = Math.floor((maxCommentLength - head.length) / Math.max(1, differing.length)) - 2;
  const sections = differing.map(({ stack, plan }) => renderComment(plan, { stack, link, maxLength }));
  return { drifted, title: `Drift in ${drifted.join(', ')}`.slice(0, 250), body: [head, ...sections].join('\n') };
}
