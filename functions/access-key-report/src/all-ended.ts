/**
 * As `Promise.all`, but it fails only when all have ended: what a failed run leaves under way would be frozen with its process, and go on in the
 * middle of the next run.
 */
export async function allEnded<Work extends readonly unknown[] | []>(
  work: Work,
): Promise<{ -readonly [I in keyof Work]: Awaited<Work[I]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
