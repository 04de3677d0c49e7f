export interface TerminalCapabilities {
  /** Characters beyond ASCII are shown as they are. */
  readonly utf8: boolean;
  readonly colour: boolean;
}

/**
 * What a terminal shows. The locale's variables are asked in their order of weight; a Windows terminal has none of them and shows UTF-8.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
 * @see https://no-color.org: present and not empty means no colour
 */
export function terminalCapabilities(
  stream: { readonly isTTY?: boolean },
  variables: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): TerminalCapabilities {
  const locale = variables.LC_ALL || variables.LC_CTYPE || variables.LANG || '';
  return {
    utf8: platform === 'win32' || /utf-?8/i.test(locale),
    colour: stream.isTTY === true && variables.TERM !== 'dumb' && !variables.NO_COLOR,
  };
}
