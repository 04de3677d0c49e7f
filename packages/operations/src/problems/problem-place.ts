import type { Environment } from '@audit-bridge/config';

/** Where a command was at work: the commands to type name it. */
export interface ProblemPlace {
  readonly environment: Environment;
  readonly pipeline?: string;
  /** @default this process's: the profile that the SDK was told to use stands there */
  readonly variables?: NodeJS.ProcessEnv;
}

/** Reads one kind of error. @returns what to say instead of its message; undefined: it is none of this kind */
export type ReadProblem = (error: Error, place: ProblemPlace) => string | undefined;

/** The stack to deploy. */
export function deployCommand({ environment: { name, owner }, pipeline }: ProblemPlace): string {
  const stack = pipeline === undefined ? `'${name}-*'` : `${name}-${pipeline}`;
  return `${owner === undefined ? '' : `SANDBOX=${owner} `}npx pnpm deploy ${stack}`;
}

/** A code that the SDKs of Azure and Node put beside the name. */
export const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');
