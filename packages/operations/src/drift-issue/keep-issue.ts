import type { GitHubRepository, Post } from '../github/github-repository';
import { type DriftReport, driftMark } from './drift-report';

export const driftLabel = 'drift';

type Issues = Pick<GitHubRepository, 'openIssues' | 'openIssue' | 'changeIssue' | 'addComment'>;

export type KeptIssue = { readonly done: 'opened' | 'changed' | 'closed'; readonly number: number } | { readonly done: 'nothing' };

/** One issue for as long as anything differs: opened, kept up to date, and closed with a word when all is as it must be again. */
export async function keepIssue(repository: Issues, { body, drifted, title }: DriftReport): Promise<KeptIssue> {
  const open = await findIssue(repository);
  if (drifted.length === 0) {
    if (open === undefined) return { done: 'nothing' };
    await repository.addComment(open.number, 'What is deployed is what main says again.');
    await repository.changeIssue(open.number, { state: 'closed' });
    return { done: 'closed', number: open.number };
  }
  if (open === undefined) return { done: 'opened', number: await repository.openIssue({ title, body, label: driftLabel }) };
  if (open.body !== body) await repository.changeIssue(open.number, { title, body });
  return { done: 'changed', number: open.number };
}

async function findIssue(repository: Issues): Promise<Post | undefined> {
  for await (const issue of repository.openIssues(driftLabel)) if (issue.body.startsWith(driftMark)) return issue;
  return undefined;
}
