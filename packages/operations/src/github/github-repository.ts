import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { GitHubSettingsError } from './github-settings-error';

/** A comment or an issue that a program has written. */
export interface Post {
  readonly number: number;
  readonly body: string;
}

/** One repository on GitHub, as far as comments and issues go. */
export interface GitHubRepository {
  /** Comments of a pull request that a program has written; what a person writes is never taken for ours. */
  comments(pullRequest: number): AsyncIterable<Post>;
  addComment(issue: number, body: string): Promise<void>;
  changeComment(comment: number, body: string): Promise<void>;
  /** Open issues with a label that a program has written. */
  openIssues(label: string): AsyncIterable<Post>;
  openIssue(issue: { readonly title: string; readonly body: string; readonly label: string }): Promise<number>;
  changeIssue(number: number, change: { readonly title?: string; readonly body?: string; readonly state?: 'closed' }): Promise<void>;
}

const Client = Octokit.plugin(paginateRest, retry);

interface Answered {
  readonly user: { readonly type: string } | null;
  readonly body?: string | null | undefined;
}

const isOurs = ({ user }: Answered): boolean => user?.type === 'Bot';

/**
 * By the variables that GitHub Actions sets: `GITHUB_REPOSITORY`, `GITHUB_TOKEN`, `GITHUB_API_URL`.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @throws {GitHubSettingsError} without a repository or a token
 */
export function connectToGitHub(variables: NodeJS.ProcessEnv = process.env): GitHubRepository {
  const { GITHUB_API_URL: baseUrl = 'https://api.github.com', GITHUB_REPOSITORY: repository, GITHUB_TOKEN: auth } = variables;
  const [owner, repo] = repository?.split('/') ?? [];
  if (!owner || !repo) throw new GitHubSettingsError('GITHUB_REPOSITORY', 'the repository, like octo/audit');
  if (!auth) throw new GitHubSettingsError('GITHUB_TOKEN', 'a token that may write comments and issues');
  const place = { owner, repo };
  const client = new Client({ auth, baseUrl, userAgent: 'audit-bridge' });
  return {
    async *comments(issueNumber) {
      const pages = client.paginate.iterator('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...place,
        issue_number: issueNumber,
        per_page: 100,
      });
      for await (const { data } of pages)
        for (const { id, ...comment } of data) if (isOurs(comment)) yield { number: Number(id), body: comment.body ?? '' };
    },
    async addComment(issueNumber, body) {
      await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...place, issue_number: issueNumber, body });
    },
    async changeComment(comment, body) {
      await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...place, comment_id: comment, body });
    },
    async *openIssues(labels) {
      const pages = client.paginate.iterator('GET /repos/{owner}/{repo}/issues', { ...place, labels, state: 'open', per_page: 100 });
      for await (const { data } of pages) {
        // A pull request is an issue too.
        for (const issue of data)
          if (isOurs(issue) && issue.pull_request === undefined) yield { number: Number(issue.number), body: issue.body ?? '' };
      }
    },
    async openIssue({ label, ...issue }) {
      const { data } = await client.request('POST /repos/{owner}/{repo}/issues', { ...place, ...issue, labels: [label] });
      return Number(data.number);
    },
    async changeIssue(issueNumber, change) {
      await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { ...place, issue_number: issueNumber, ...change });
    },
  };
}
