import type { BridgeCommand, EnvironmentCommand, FreeCommand } from './bridge-command';
import { feedCommand } from './feed/feed-command';
import { redriveCommand } from './redrive/redrive-command';
import { replayCommand } from './replay/replay-command';

/** Takes commands of each kind; each command has arguments of its own type. */
export interface CommandVisitor {
  ofPipeline<Arguments extends object>(command: BridgeCommand<Arguments>): void;
  ofEnvironment<Arguments extends object>(command: EnvironmentCommand<Arguments>): void;
  free<Arguments extends object>(command: FreeCommand<Arguments>): void;
}

/** Every command of `bridge`, in the order of its help text. */
export function forEachCommand(visitor: CommandVisitor): void {
  visitor.ofPipeline(redriveCommand);
  visitor.ofPipeline(replayCommand);
  visitor.ofPipeline(feedCommand);
}
