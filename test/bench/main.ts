import { writeFile } from 'node:fs/promises';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import type { BenchRow } from './bench-row';
import { benches } from './benches';
import { renderTable } from './table';

const names = benches.map(bench => bench.name);

const {
  name: chosen = [],
  json,
  quick,
} = yargs(hideBin(process.argv))
  .scriptName('npx pnpm bench')
  .command('$0 [name...]', 'Measures speed and memory as ratios within one run. Exits with 1 on an error only.', command =>
    command.positional('name', { choices: names, array: true, describe: 'Which ones; all of them when none is named.' }),
  )
  .option('json', { type: 'string', requiresArg: true, describe: 'Write the rows to this file too.' })
  .option('quick', {
    type: 'boolean',
    default: false,
    describe: 'Small inputs and few runs: shows that the benches work, proves no figure.',
  })
  .epilogue(benches.map(bench => `${bench.name.padEnd(20)}${bench.purpose}`).join('\n'))
  .version(false)
  .strict()
  .parseSync() as { name?: readonly string[]; json?: string; quick: boolean };

const rows: BenchRow[] = [];
for (const bench of benches) {
  if (chosen.length > 0 && !chosen.includes(bench.name)) continue;
  rows.push(...(await bench.run({ quick, progress: line => console.error(line) })));
}
console.log(renderTable(rows));
if (json !== undefined) await writeFile(json, `${JSON.stringify(rows, undefined, 2)}\n`);
const missed = rows.filter(row => !row.holds);
if (missed.length > 0) console.log(`Targets that do not hold: ${missed.map(row => row.name).join(', ')}.`);
process.exit(0);
