import type { BridgeCommand } from './bridge-command';
import { feedCommand } from './feed/feed-command';
import { redriveCommand } from './redrive/redrive-command';
import { replayCommand } from './replay/replay-command';

/** Every command of `bridge`, in the order of its help text; each has arguments of its own type. */
export function forEachCommand(visit: <Arguments extends object>(command: BridgeCommand<Arguments>) => void): void {
  visit(redriveCommand);
  visit(replayCommand);
  visit(feedCommand);
}
