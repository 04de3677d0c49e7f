import type { EnvironmentContext } from './bridge-command';
import { InterruptedError } from './interrupted-error';
import { assertRightPlace, type Cloud } from './right-place/assert-right-place';

export interface Change {
  /** Begins with what will be done: `Send these records once more?` */
  readonly question: string;
  /** Those in which something will change. */
  readonly clouds: readonly Cloud[];
  /** `--yes` */
  readonly yes: boolean;
}

/**
 * Between what a command says that it will change, and the change: is this the right account, and does the person agree? `--yes` agrees beforehand.
 *
 * @returns false: nothing is to be done, and that was said; the exit code is 2
 * @throws {WrongPlaceError} {InterruptedError}
 */
export async function agree(context: EnvironmentContext, { clouds, question, yes }: Change): Promise<boolean> {
  await assertRightPlace(context, clouds);
  if (yes || (await context.confirm(question))) {
    if (context.interruption.isRequested) throw new InterruptedError('The command');
    context.interruption.beginChange?.();
    return true;
  }
  context.print('Nothing was done. Answer "y" on a terminal, or pass --yes.');
  context.result({ confirmed: false });
  return false;
}

/** The exit code of a command that nobody agreed to. */
export const notAgreedExitCode = 2;
