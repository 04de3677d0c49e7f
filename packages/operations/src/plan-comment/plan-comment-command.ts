import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Argv } from 'yargs';
import type { CommandContext, FreeCommand } from '../bridge-command';
import { postComment } from './post-comment';
import { readPlanFile } from './read-plan-file';
import { maxCommentLength } from './render-comment';
import { type StackComment, stackComment } from './stack-comment';

interface PlanCommentArguments {
  readonly files: readonly string[];
  readonly stack: string | undefined;
  readonly link: string | undefined;
  readonly 'max-length': number;
  readonly out: string | undefined;
  readonly 'pull-request': number | undefined;
}

/** `bridge plan-comment FILE...` */
export const planCommentCommand: FreeCommand<PlanCommentArguments> = {
  name: 'plan-comment',
  summary: 'Makes a comment for a pull request from the plan of each stack',
  positionals: '<files..>',
  options,
  run,
};

function options(command: Argv): Argv<PlanCommentArguments> {
  return command
    .positional('files', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'What terraform show -json prints of a plan, one file named by its stack each; - for standard input',
    })
    .option('stack', {
      type: 'string',
      requiresArg: true,
      defaultDescription: 'by the name of the file',
      describe: 'Whose plan it is: for one file',
    })
    .option('link', {
      type: 'string',
      requiresArg: true,
      describe: 'Where the whole plan can be read; a long comment is cut and leads there',
    })
    .option('max-length', { type: 'number', default: maxCommentLength, requiresArg: true, describe: 'Characters of a comment at most' })
    .option('out', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder that takes each comment as <stack>.json: no secret is in it, for bridge drift-issue',
    })
    .option('pull-request', {
      type: 'number',
      requiresArg: true,
      describe: "Write the comments on GitHub, each in the place of its stack's last one (by GITHUB_REPOSITORY, with GITHUB_TOKEN)",
    })
    .check(({ files, stack, 'max-length': maxLength }) => {
      if (stack !== undefined && files.length > 1) return '--stack belongs to one file.';
      return (
        (Number.isInteger(maxLength) && maxLength >= 1_000 && maxLength <= maxCommentLength) ||
        `--max-length takes a whole number from 1000 to ${maxCommentLength}.`
      );
    })
    .epilogue(
      'Replacements and destroys of what holds data stand in bold at the top. Values that Terraform or their name calls secret are not shown.\nWithout --out and --pull-request the comments are printed. Changes nothing in a cloud.',
    );
}

async function run(
  context: CommandContext,
  { files, link, 'max-length': maxLength, out, 'pull-request': pullRequest, stack }: PlanCommentArguments,
): Promise<number> {
  const read = async (file: string) => stackComment(await readPlanFile(file), { stack: stack ?? basename(file, '.json'), link, maxLength });
  const comments = await Promise.all(files.map(read));
  context.result({ comments });
  if (out !== undefined) await write(comments, out);
  if (pullRequest !== undefined) await post(context, comments, pullRequest);
  if (out === undefined && pullRequest === undefined) for (const { body } of comments) context.print(body);
  return 0;
}

async function write(comments: readonly StackComment[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const comment of comments) await writeFile(join(folder, `${comment.stack}.json`), `${JSON.stringify(comment, undefined, 2)}\n`);
}

async function post(context: CommandContext, comments: readonly StackComment[], pullRequest: number): Promise<void> {
  // Only now: no other command should wait for its client to load.
  const { connectToGitHub } = await import('../github/github-repository');
  const repository = connectToGitHub();
  context.print(`Writing ${comments.length} plans to pull request ${pullRequest} of ${process.env.GITHUB_REPOSITORY}`);
  for (const { body, stack } of comments) context.print(`  ${stack}: ${await postComment(repository, { pullRequest, stack, body })}`);
}
