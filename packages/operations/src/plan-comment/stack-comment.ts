import { readFile } from 'node:fs/promises';
import { type ChangeKind, changeKinds, plannedChanges } from './planned-change';
import { type CommentProps, renderComment } from './render-comment';
import type { TerraformPlan } from './terraform-plan';

/** What may be shown of a stack's plan: no secret is in it, so it may leave the machine that planned. */
export interface StackComment {
  readonly stack: string;
  /** How many resources become what. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** Markdown. */
  readonly body: string;
}

export function stackComment(plan: TerraformPlan, props: CommentProps): StackComment {
  const changes = plannedChanges(plan);
  const count = (kind: ChangeKind) => [kind, changes.filter(change => change.kind === kind).length] as const;
  return {
    stack: props.stack,
    counts: Object.fromEntries(changeKinds.map(count)) as Record<ChangeKind, number>,
    body: renderComment(plan, props),
  };
}

export const hasChanges = ({ counts }: StackComment): boolean => Object.values(counts).some(count => count > 0);

/** The file is none that `bridge plan-comment --out` has written. */
export class NotACommentError extends Error {
  override readonly name = 'NotACommentError';

  constructor(file: string, reason: string) {
    super(`${file} ${reason}. Write it with: bridge plan-comment PLANS... --out DIR`);
  }
}

/** @throws {NotACommentError} */
export async function readStackComment(file: string): Promise<StackComment> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new NotACommentError(file, `cannot be read (${error.code ?? error.message})`);
  });
  try {
    const { stack, counts, body } = JSON.parse(text) as Partial<StackComment>;
    if (typeof stack === 'string' && typeof body === 'string' && typeof counts === 'object') return { stack, counts, body };
  } catch {
    // Told below, as any other text that is no comment.
  }
  throw new NotACommentError(file, 'holds no comment of a plan');
}
