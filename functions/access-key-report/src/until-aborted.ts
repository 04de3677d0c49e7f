/** What the work brings, unless the signal is aborted before: then it throws, and leaves the work alone. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal, describe: () => Error): Promise<T> {
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(describe());
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
  try {
    return await Promise.race([aborted, work]);
  } catch (error) {
    // Work that notices the signal first fails of it, in words of its own.
    throw signal.aborted ? describe() : error;
  } finally {
    signal.removeEventListener('abort', giveUp);
    // Nobody waits for what is left of it.
    work.catch(() => {});
    aborted.catch(() => {});
  }
}
