export const shells = ['bash', 'zsh'] as const;

export type Shell = (typeof shells)[number];

/** The shell's own words for a path. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The command line under its own name: `npx pnpm bridge` has none that a shell could complete. Paths that are typed stay those of where one stands. */
const command = (checkout: string) =>
  `bridge() { (init_cwd=$PWD; cd ${quoted(checkout)} && INIT_CWD=$init_cwd exec node --import tsx scripts/bridge.ts "$@"); }`;

const completions: Readonly<Record<Shell, string>> = {
  bash: `_bridge() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(SHELL=bash bridge --get-yargs-completions "\${COMP_WORDS[@]}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _bridge bridge`,
  zsh: `_bridge() {
  local -a found
  found=("\${(@f)$(SHELL=zsh bridge --get-yargs-completions "\${words[@]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then _describe 'bridge' found; else _files; fi
}
autoload -Uz compinit && compinit -C
compdef _bridge bridge`,
};

/** What a shell reads to know `bridge` and to complete its words. */
export const completionScript = (shell: Shell, checkout: string): string => `${command(checkout)}\n${completions[shell]}`;
