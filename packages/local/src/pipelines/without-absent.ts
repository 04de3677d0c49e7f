/** Variables as a function is given them: one that may be absent, and is, has no name either. */
export function withoutAbsent(variables: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
