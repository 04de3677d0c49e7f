import { type CloudCommand, commands, runCloudCommand } from './cloud-program/cdktf-command';
import { PlanFlagsError } from './cloud-program/read-plan-flags';
import { NoSuchStackError } from './cloud-program/select-stacks';

const usage = `Usage: npx pnpm synth [stack...]
       npx pnpm diff|deploy|destroy stack... [flags of the cdktf CLI]
       npx pnpm plan stack... --out=DIR [--no-lock | --offline]

A stack is a name or a pattern in quotes: dev-cloudtrail-lake, 'dev-*'.
plan writes DIR/<stack>.json, for bridge plan-comment: the JSON holds every value, secrets too, so only its owner can read
the file, and it belongs nowhere else. --no-lock is for credentials that may only read the state. --offline asks no cloud and no
registry: what a deploy would make where nothing is yet, by Terraform alone, also with example values.
Functions that have changed are bundled first. Terraform 1.10 (or OpenTofu) is needed for all but synth.`;

const [command, ...words] = process.argv.slice(2);
if (!isCloudCommand(command) || words.includes('--help')) {
  console.log(usage);
  process.exitCode = words.includes('--help') ? 0 : 2;
} else {
  // A flag's own value is written with "=": `--parallelism=1`.
  const flags = words.filter(word => word.startsWith('-'));
  const patterns = words.filter(word => !word.startsWith('-'));
  try {
    process.exitCode = await runCloudCommand(command, patterns, flags);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof PlanFlagsError || error instanceof NoSuchStackError ? 2 : 1;
  }
}

function isCloudCommand(word: string | undefined): word is CloudCommand {
  return commands.some(known => known === word);
}
