/** A file of docs/runbooks by its name: a test holds the files and the alarms that name them equal. */
export type Runbook = string;

/** A description that leads to its runbook. */
export function withRunbook(description: string, runbook: Runbook): string {
  return `${description} Runbook: docs/runbooks/${runbook}.md`;
}
