/** What a stack's name must match to be meant by a pattern of the command line: `*` stands for any characters. */
export function stackPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')}$`);
}
