import { redriveCommand } from './redrive/redrive-command';

/** Every command of `bridge`, in the order of its help text. */
export const commands = [redriveCommand] as const;
