// Answers one Tab. Plain JavaScript, and its words from a generated file: the program itself takes seconds of work to load, this takes none that a person feels.
// node scripts/bridge-completion.cjs bash|zsh WORD...: the words behind `bridge` up to the one at the cursor, which may be empty.

/**
 * @typedef {{ readonly about: string, readonly values?: readonly string[] }} Option without values it is a switch; with none it takes any
 * @typedef {{ readonly name: string, readonly summary: string, readonly positionals: readonly (readonly string[])[], readonly options: Readonly<Record<string, Option>> }} Command
 * @typedef {{ readonly word: string, readonly about: string }} Candidate
 */

/**
 * What may stand at the cursor.
 *
 * @param {readonly Command[]} commands
 * @param {readonly string[]} words
 * @returns {readonly Candidate[]}
 */
function complete(commands, words) {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const plain = before.filter(word => !word.startsWith('-'));
  const command = commands.find(({ name }) => name === plain.slice(0, 2).join(' ')) ?? commands.find(({ name }) => name === plain[0]);
  const candidates = command === undefined ? nextWords(commands, plain) : behind(command, before, current);
  return candidates.filter(({ word }) => word.startsWith(current));
}

/** @type {(commands: readonly Command[], plain: readonly string[]) => readonly Candidate[]} */
function nextWords(commands, plain) {
  const next = new Map();
  for (const { name, summary } of commands) {
    const words = name.split(' ');
    const word = words[plain.length];
    if (word === undefined || !plain.every((typed, index) => typed === words[index])) continue;
    next.set(word, words.length > plain.length + 1 ? [...(next.get(word) ?? []), words[plain.length + 1]] : [summary]);
  }
  return [...next].map(([word, about]) => ({ word, about: about.join(', ') }));
}

/** @type {(command: Command, before: readonly string[], current: string) => readonly Candidate[]} */
function behind({ name, options, positionals }, before, current) {
  const [option = ''] = /^--[^=]+(?==)/.exec(current) ?? [];
  if (option !== '') return (options[option]?.values ?? []).map(value => ({ word: `${option}=${value}`, about: '' }));
  const takesValue = word => options[word]?.values !== undefined;
  const last = before.at(-1) ?? '';
  if (takesValue(last)) return options[last].values.map(word => ({ word, about: '' }));
  const given =
    before.filter((word, index) => !word.startsWith('-') && !takesValue(before[index - 1] ?? '')).length - name.split(' ').length;
  if (!current.startsWith('-') && given < positionals.length) return positionals[given].map(word => ({ word, about: '' }));
  const said = new Set(before.map(word => word.replace(/=.*$/s, '')));
  return Object.entries(options).flatMap(([word, { about }]) => (said.has(word) ? [] : [{ word, about }]));
}

/**
 * Bash takes `--source=blobs` for three words; the last of them is what it puts in place.
 *
 * @type {(words: readonly string[]) => readonly string[]}
 */
function joined(words) {
  const found = [];
  for (const [index, word] of words.entries()) {
    if (found.length > 0 && (word === '=' || words[index - 1] === '=')) found.push(`${found.pop()}${word}`);
    else found.push(word);
  }
  return found;
}

/** @type {(shell: string, commands: readonly Command[], words: readonly string[]) => readonly string[]} */
function lines(shell, commands, words) {
  if (shell === 'zsh')
    return complete(commands, words).map(({ word, about }) => `${word.replaceAll(':', '\\:')}${about === '' ? '' : `:${about}`}`);
  return complete(commands, joined(words)).map(({ word }) => (words.slice(-2).includes('=') ? word.replace(/^[^=]*=/, '') : word));
}

module.exports = { lines };

if (require.main === module) {
  const [shell, ...words] = process.argv.slice(2);
  const found = lines(shell, require('./bridge-words.json'), words);
  if (found.length > 0) console.log(found.join('\n'));
}
