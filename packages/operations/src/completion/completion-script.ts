export const shells = ['bash', 'zsh'] as const;

export type Shell = (typeof shells)[number];

/** The shell's own words for a path. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The command line under its own name: `npx pnpm bridge` has none that a shell could complete. Paths that are typed stay those of where one stands. */
const command = (checkout: string) =>
  `bridge() { (init_cwd=$PWD; cd ${quoted(checkout)} && INIT_CWD=$init_cwd exec node --import tsx scripts/bridge.ts "$@"); }`;

/** One Tab starts one small process. Where it knows nothing, files are offered. */
const completions: Readonly<Record<Shell, (answer: string) => string>> = {
  bash: answer => `_bridge() {
  local IFS=$'\\n'
  COMPREPLY=($(node ${answer} bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _bridge bridge`,
  zsh: answer => `_bridge() {
  local -a found
  found=("\${(@f)$(node ${answer} zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[*]}" ]]; then _describe -t words bridge found; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _bridge bridge`,
};

/** What a shell reads to know `bridge` and to complete its words. */
export const completionScript = (shell: Shell, checkout: string): string =>
  `${command(checkout)}\n${completions[shell](quoted(`${checkout}/scripts/bridge-completion.cjs`))}`;
