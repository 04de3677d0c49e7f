import { basename } from 'node:path';
import type { Argv } from 'yargs';
import type { CommandContext, FreeCommand } from '../bridge-command';
import { connectToGitHub } from '../github/github-repository';
import { changeKinds, plannedChanges } from './planned-change';
import { postComment } from './post-comment';
import { readPlanFile } from './read-plan-file';
import { renderComment } from './render-comment';

interface PlanCommentArguments {
  readonly file: string;
  readonly stack: string | undefined;
  readonly link: string | undefined;
  readonly 'pull-request': number | undefined;
}

/** `bridge plan-comment FILE` */
export const planCommentCommand: FreeCommand<PlanCommentArguments> = {
  name: 'plan-comment',
  summary: 'Makes a comment for a pull request from the plan of one stack',
  positionals: '<file>',
  options,
  run,
};

function options(command: Argv): Argv<PlanCommentArguments> {
  return command
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'What terraform show -json prints of a plan; - for standard input',
    })
    .option('stack', { type: 'string', requiresArg: true, defaultDescription: 'by the name of the file', describe: 'Whose plan it is' })
    .option('link', {
      type: 'string',
      requiresArg: true,
      describe: 'Where the whole plan can be read; a long comment is cut and leads there',
    })
    .option('pull-request', {
      type: 'number',
      requiresArg: true,
      describe:
        "Write the comment on GitHub, in the place of the stack's last one, instead of printing it (GITHUB_REPOSITORY, GITHUB_TOKEN)",
    })
    .epilogue(
      'Replacements and destroys of what holds data stand in bold at the top. Values that Terraform or their name calls secret are not shown.\nChanges nothing in a cloud.',
    );
}

async function run(
  context: CommandContext,
  { file, stack = basename(file, '.json'), link, 'pull-request': pullRequest }: PlanCommentArguments,
): Promise<number> {
  const plan = await readPlanFile(file);
  const body = renderComment(plan, { stack, link });
  const changes = plannedChanges(plan);
  const counts = Object.fromEntries(changeKinds.map(kind => [kind, changes.filter(change => change.kind === kind).length]));
  if (pullRequest === undefined) {
    context.print(body);
    context.result({ stack, counts, body });
    return 0;
  }
  const repository = connectToGitHub();
  context.print(`Writing the plan of ${stack} to pull request ${pullRequest} of ${process.env.GITHUB_REPOSITORY}`);
  const done = await postComment(repository, { pullRequest, stack, body });
  context.print(`The comment was ${done}.`);
  context.result({ stack, counts, pullRequest, done });
  return 0;
}
