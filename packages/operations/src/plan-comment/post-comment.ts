import type { GitHubRepository } from '../github/github-repository';
import { commentMark } from './render-comment';

/** Puts a stack's comment in the place of its last one, so that a pull request has one for each stack however often it is planned. */
export async function postComment(
  repository: Pick<GitHubRepository, 'comments' | 'addComment' | 'changeComment'>,
  { pullRequest, stack, body }: { readonly pullRequest: number; readonly stack: string; readonly body: string },
): Promise<'added' | 'changed'> {
  for await (const comment of repository.comments(pullRequest)) {
    if (!comment.body.startsWith(commentMark(stack))) continue;
    await repository.changeComment(comment.number, body);
    return 'changed';
  }
  await repository.addComment(pullRequest, body);
  return 'added';
}
