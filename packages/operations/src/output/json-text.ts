const plain = (_: string, member: unknown): unknown => {
  if (member instanceof Map) return Object.fromEntries(member);
  if (member instanceof Set) return [...member];
  return typeof member === 'bigint' ? String(member) : member;
};

/** For programs: dates are ISO text, maps are objects, sets are lists; what stands for no number or no limit is null. */
export const jsonDocument = (value: object): string => JSON.stringify(value, plain, 2);

/** The same on one line. */
export const jsonLine = (value: object): string => JSON.stringify(value, plain);
