import type { BridgeCommand, EnvironmentCommand, FreeCommand } from './bridge-command';
import { driftIssueCommand } from './drift-issue/drift-issue-command';
import { feedCommand } from './feed/feed-command';
import { planCommentCommand } from './plan-comment/plan-comment-command';
import { preflightCommand } from './preflight/preflight-command';
import { redriveCommand } from './redrive/redrive-command';
import { replayCommand } from './replay/replay-command';
import { tailCommand } from './tail/tail-command';
import { traceCommand } from './trace/trace-command';
import { unlockCommand } from './unlock/unlock-command';

/** What a person is about when a command is wanted: the headings of the help text. */
export type CommandGroup = 'Before a deploy' | 'Review' | 'Sandboxes' | 'Running' | 'This command line';

/** Takes commands of each kind; each command has arguments of its own type. */
export interface CommandVisitor {
  /** The commands that follow belong to it. */
  group(title: CommandGroup): void;
  ofPipeline<Arguments extends object>(command: BridgeCommand<Arguments>): void;
  ofEnvironment<Arguments extends object>(command: EnvironmentCommand<Arguments>): void;
  free<Arguments extends object>(command: FreeCommand<Arguments>): void;
}

/** Every command of `bridge`, in the order of its help text. */
export function forEachCommand(visitor: CommandVisitor): void {
  visitor.group('Before a deploy');
  visitor.ofEnvironment(preflightCommand);

  visitor.group('Review');
  visitor.free(planCommentCommand);
  visitor.free(driftIssueCommand);

  visitor.group('Sandboxes');
  visitor.ofPipeline(feedCommand);

  visitor.group('Running');
  visitor.ofEnvironment(tailCommand);
  visitor.ofEnvironment(traceCommand);
  visitor.ofPipeline(redriveCommand);
  visitor.ofPipeline(replayCommand);
  visitor.ofEnvironment(unlockCommand);

  visitor.group('This command line');
}
