import { runCommand } from './checking/command-step';
import { glueScripts, glueScriptsPython } from './python-environment';

const python = await glueScriptsPython(console.log);
// Imports first: sorting them may leave lines that the formatter joins.
for (const words of [['check', '--fix', '--select', 'I'], ['format']]) {
  const { ok, output } = await runCommand(python, ['-m', 'ruff', ...words, '.'], glueScripts);
  console.log(output);
  if (!ok) process.exitCode = 1;
}
