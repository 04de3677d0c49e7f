import { backfillCommand } from './backfill/backfill-command';
import type { BridgeCommand, EnvironmentCommand, FreeCommand, SandboxCommand } from './bridge-command';
import { completionCommand } from './completion/completion-command';
import { costCommand } from './cost/cost-command';
import { driftIssueCommand } from './drift-issue/drift-issue-command';
import { feedCommand } from './feed/feed-command';
import { planCommentCommand } from './plan-comment/plan-comment-command';
import { preflightCommand } from './preflight/preflight-command';
import { redriveCommand } from './redrive/redrive-command';
import { replayCommand } from './replay/replay-command';
import { downCommand } from './sandbox/down/down-command';
import { sandboxFeedCommand } from './sandbox/feed/sandbox-feed-command';
import { listCommand } from './sandbox/list/list-command';
import { upCommand } from './sandbox/up/up-command';
import { stateBucketCommand } from './state-bucket/state-bucket-command';
import { statusCommand } from './status/status-command';
import { tailCommand } from './tail/tail-command';
import { traceCommand } from './trace/trace-command';
import { unlockCommand } from './unlock/unlock-command';
import { verifyCommand } from './verify/verify-command';

/** What a person is about when a command is wanted: the headings of the help text. */
export type CommandGroup = 'Before a deploy' | 'Review' | 'Sandboxes' | 'Running' | 'This command line';

/** Takes commands of each kind; each command has arguments of its own type. */
export interface CommandVisitor {
  /** The commands that follow belong to it. */
  group(title: CommandGroup): void;
  ofPipeline<Arguments extends object>(command: BridgeCommand<Arguments>): void;
  ofEnvironment<Arguments extends object>(command: EnvironmentCommand<Arguments>): void;
  ofSandbox<Arguments extends object>(command: SandboxCommand<Arguments>): void;
  free<Arguments extends object>(command: FreeCommand<Arguments>): void;
}

/** Every command of `bridge`, in the order of its help text. */
export function forEachCommand(visitor: CommandVisitor): void {
  visitor.group('Before a deploy');
  visitor.ofEnvironment(preflightCommand);
  visitor.ofEnvironment(costCommand);
  visitor.ofEnvironment(stateBucketCommand);

  visitor.group('Review');
  visitor.free(planCommentCommand);
  visitor.free(driftIssueCommand);

  visitor.group('Sandboxes');
  visitor.ofSandbox(upCommand);
  visitor.ofSandbox(sandboxFeedCommand);
  visitor.ofSandbox(downCommand);
  visitor.ofSandbox(listCommand);
  visitor.ofPipeline(feedCommand);

  visitor.group('Running');
  visitor.ofEnvironment(statusCommand);
  visitor.ofEnvironment(tailCommand);
  visitor.ofEnvironment(traceCommand);
  visitor.ofPipeline(redriveCommand);
  visitor.ofPipeline(replayCommand);
  visitor.ofPipeline(backfillCommand);
  visitor.ofEnvironment(verifyCommand);
  visitor.ofEnvironment(unlockCommand);

  visitor.group('This command line');
  visitor.free(completionCommand);
}
