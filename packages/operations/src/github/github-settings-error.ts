/** Where or as whom to write on GitHub is not said. */
export class GitHubSettingsError extends Error {
  override readonly name = 'GitHubSettingsError';

  constructor(variable: string, what: string) {
    super(`The variable ${variable} is not set. Set it to ${what}; a workflow of GitHub has it.`);
  }
}
