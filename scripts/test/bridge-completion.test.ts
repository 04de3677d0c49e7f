import { execFileSync, spawnSync } from 'node:child_process';
import { completionScript, type Shell } from '@audit-bridge/operations/completion/completion-script';
import type { KnownCommand } from '@audit-bridge/operations/completion/known-words';
import { repositoryRoot } from '../repository-root';

const { lines } = jest.requireActual<{
  lines(shell: Shell, commands: readonly KnownCommand[], words: readonly string[]): readonly string[];
}>('../bridge-completion.cjs');

const switches = { '--json': { about: 'One document' }, '--help': { about: 'Show help' } };
const commands: readonly KnownCommand[] = [
  {
    name: 'replay',
    summary: 'Once more: all of a time',
    positionals: [['dev', 'prod'], ['security-lake']],
    options: { '--source': { about: 'What', values: ['refused', 'blobs'] }, '--limit': { about: 'How many', values: [] }, ...switches },
  },
  { name: 'plan-comment', summary: 'A comment', positionals: [[]], options: switches },
  { name: 'sandbox up', summary: 'Makes one', positionals: [[]], options: switches },
  { name: 'sandbox down', summary: 'Destroys one', positionals: [[]], options: switches },
];

describe('One Tab', () => {
  it.each<readonly [typed: string, offered: readonly string[]]>([
    ['', ['replay', 'plan-comment', 'sandbox']],
    ['s', ['sandbox']],
    ['sandbox ', ['up', 'down']],
    ['sandbox d', ['down']],
    ['replay ', ['dev', 'prod']],
    ['replay p', ['prod']],
    ['replay dev ', ['security-lake']],
    ['replay --json dev ', ['security-lake']],
    ['replay dev --limit 5 ', ['security-lake']],
    ['replay dev security-lake ', ['--source', '--limit', '--json', '--help']],
    ['replay dev --source blobs --', ['--limit', '--json', '--help']],
    ['replay dev --source ', ['refused', 'blobs']],
    ['replay dev --source b', ['blobs']],
    // A file, or a number: the shell's own business.
    ['plan-comment ', []],
    ['replay dev --limit ', []],
    ['fly ', []],
  ])('offers after "bridge %s": %j', (typed, offered) => {
    expect(lines('bash', commands, typed.split(' '))).toEqual(offered);
  });

  it('completes a value behind its sign of equality, which bash takes for a word and zsh does not', () => {
    expect(lines('bash', commands, ['replay', 'dev', '--source', '=', 'b'])).toEqual(['blobs']);
    expect(lines('bash', commands, ['replay', 'dev', '--source', '='])).toEqual(['refused', 'blobs']);
    expect(lines('zsh', commands, ['replay', 'dev', '--source=b'])).toEqual(['--source=blobs']);
  });

  it('tells zsh what each word is about, and no colon of a word', () => {
    expect(lines('zsh', commands, ['r'])).toEqual(['replay:Once more: all of a time']);
    expect(lines('zsh', [{ name: 'a:b', summary: 'c', positionals: [], options: {} }], [''])).toEqual(['a\\:b:c']);
  });
});

const hasBash = spawnSync('bash', ['-c', 'exit 0']).status === 0;
const suite = hasBash ? describe : describe.skip;

suite(`The completion that bash reads${hasBash ? '' : ' (skipped without bash)'}`, () => {
  it('answers from the shipped words, from every folder', () => {
    const tab = `COMP_WORDS=(bridge sandbox ""); COMP_CWORD=2; _bridge; echo "\${COMPREPLY[*]}"`;
    const script = `${completionScript('bash', repositoryRoot.replace(/\/$/, ''))}\ncd /\n${tab}\ncomplete -p bridge\n`;
    const [offered, registered] = execFileSync('bash', ['--norc', '--noprofile'], { input: script, encoding: 'utf8' }).split('\n');
    expect(offered?.split(' ')).toEqual(['up', 'feed', 'down', 'list']);
    expect(registered).toContain('-F _bridge bridge');
  });
});
