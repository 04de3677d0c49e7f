import { basename } from 'node:path';
import type { Argv } from 'yargs';
import type { CommandContext, FreeCommand } from '../bridge-command';
import { connectToGitHub } from '../github/github-repository';
import { readPlanFile } from '../plan-comment/read-plan-file';
import { driftReport } from './drift-report';
import { keepIssue } from './keep-issue';

interface DriftIssueArguments {
  readonly files: readonly string[];
  readonly link: string | undefined;
  readonly 'dry-run': boolean;
}

/** `bridge drift-issue FILE...` */
export const driftIssueCommand: FreeCommand<DriftIssueArguments> = {
  name: 'drift-issue',
  summary: 'Keeps one issue on GitHub about what is deployed otherwise than main says',
  positionals: '<files..>',
  options,
  run,
};

function options(command: Argv): Argv<DriftIssueArguments> {
  return command
    .positional('files', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'What terraform show -json prints of the plans of all stacks, one file named by its stack each',
    })
    .option('link', { type: 'string', requiresArg: true, describe: 'Where the whole plans can be read' })
    .option('dry-run', { type: 'boolean', default: false, describe: 'Only print what the issue would say' })
    .epilogue(
      'Opens the issue when a plan has changes, updates it while there are some, and closes it when there are none (GITHUB_REPOSITORY, GITHUB_TOKEN).\nChanges nothing in a cloud.',
    );
}

async function run(context: CommandContext, { files, link, 'dry-run': dryRun }: DriftIssueArguments): Promise<number> {
  const plans = await Promise.all(files.map(async file => ({ stack: basename(file, '.json'), plan: await readPlanFile(file) })));
  const report = driftReport(plans, link);
  context.print(report.drifted.length === 0 ? `None of ${plans.length} stacks differs.` : `${report.title}.`);
  if (dryRun) {
    if (report.drifted.length > 0) context.print(report.body);
    context.result({ drifted: report.drifted, done: 'nothing' });
    return 0;
  }
  const kept = await keepIssue(connectToGitHub(), report);
  context.print(kept.done === 'nothing' ? 'There is no issue to keep.' : `Issue ${kept.number} was ${kept.done}.`);
  context.result({ drifted: report.drifted, ...kept });
  return 0;
}
