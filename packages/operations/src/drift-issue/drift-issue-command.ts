import type { Argv } from 'yargs';
import type { CommandContext, FreeCommand } from '../bridge-command';
import { readStackComment } from '../plan-comment/stack-comment';
import { driftReport } from './drift-report';
import { keepIssue } from './keep-issue';

interface DriftIssueArguments {
  readonly files: readonly string[];
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
      describe: 'What bridge plan-comment --out has written, of every stack',
    })
    .option('dry-run', { type: 'boolean', default: false, describe: 'Only print what the issue would say' })
    .epilogue(
      'Opens the issue when a plan has changes, updates it while there are some, and closes it when there are none (by GITHUB_REPOSITORY, with GITHUB_TOKEN).\nChanges nothing in a cloud.',
    );
}

async function run(context: CommandContext, { files, 'dry-run': dryRun }: DriftIssueArguments): Promise<number> {
  const report = driftReport(await Promise.all(files.map(readStackComment)));
  context.print(report.drifted.length === 0 ? `None of ${files.length} stacks differs.` : `${report.title}.`);
  if (dryRun) {
    if (report.drifted.length > 0) context.print(report.body);
    context.result({ drifted: report.drifted, done: 'nothing' });
    return 0;
  }
  // Only now: no other command should wait for its client to load.
  const { connectToGitHub } = await import('../github/github-repository');
  const kept = await keepIssue(connectToGitHub(), report);
  context.print(kept.done === 'nothing' ? 'There is no issue to keep.' : `Issue ${kept.number} was ${kept.done}.`);
  context.result({ drifted: report.drifted, ...kept });
  return 0;
}
