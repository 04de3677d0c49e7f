import type { TerminalCapabilities } from './capabilities';

const codes = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const;

/** Says again what the words say already: where there is no colour, nothing is lost. */
export const coloured = (text: string, colour: keyof typeof codes, capabilities: Pick<TerminalCapabilities, 'colour'>): string =>
  capabilities.colour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
