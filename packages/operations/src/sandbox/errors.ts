/** What these commands may touch is a sandbox, and this environment is none, or another one. */
export class NotThisSandboxError extends Error {
  override readonly name: string = 'NotThisSandboxError';
}

/** The emulators of a kept run are no place that Terraform could make something in. */
export class KeptRunError extends NotThisSandboxError {
  override readonly name = 'KeptRunError';

  constructor(command: string, environment: string) {
    super(
      `'${environment}' is the run that npx pnpm local --keep leaves up: it comes with that command, and goes with Ctrl-C there. Nothing was done: '${command}' is Terraform's work in two real clouds, and Azure's providers cannot be led to emulators. What a sandbox would be is planned without any cloud: npx pnpm plan 'sandbox-*' --offline --out=plans`,
    );
  }
}

/** This command line was started without the program that makes environments. */
export class NoCloudProgramError extends Error {
  override readonly name = 'NoCloudProgramError';

  constructor(command: string) {
    super(`'${command}' needs the program that makes sandboxes, which stands in a checkout: run it there, as npx pnpm bridge ${command}.`);
  }
}

/** What environments of an account share was not made yet. */
export class SharedMissingError extends Error {
  override readonly name = 'SharedMissingError';

  constructor(accountId: string, tenantId: string) {
    super(
      `The AWS account ${accountId} does not trust the tenant ${tenantId} yet, and the pipeline security-lake signs in by that trust. Nothing was made. It is made once for all environments: npx pnpm deploy shared`,
    );
  }
}
