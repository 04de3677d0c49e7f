/**
 * What several things give, at most `limit` of them at once, each one's parts in their order. Takes no more than what is asked for: one part of each is on its way.
 */
export async function* sideBySide<Item, Part>(
  items: AsyncIterable<Item>,
  limit: number,
  open: (item: Item) => AsyncIterable<Part>,
): AsyncGenerator<Part> {
  const waiting = items[Symbol.asyncIterator]();
  const running = new Map<AsyncIterator<Part>, Promise<Step<Part>>>();
  const advance = (iterator: AsyncIterator<Part>) =>
    running.set(
      iterator,
      iterator.next().then(result => ({ iterator, result })),
    );
  try {
    for (let isMore = true; isMore || running.size > 0; ) {
      while (isMore && running.size < limit) {
        const next = await waiting.next();
        if (next.done === true) isMore = false;
        else advance(open(next.value)[Symbol.asyncIterator]());
      }
      if (running.size === 0) break;
      const { iterator, result } = await Promise.race(running.values());
      if (result.done === true) {
        running.delete(iterator);
        continue;
      }
      advance(iterator);
      yield result.value;
    }
  } finally {
    // Of whoever stops early: what is under way ends by itself, and its failure is nobody's.
    await Promise.allSettled([...running.values()]);
    await Promise.allSettled([...running.keys(), waiting].map(iterator => iterator.return?.()));
  }
}

interface Step<Part> {
  readonly iterator: AsyncIterator<Part>;
  readonly result: IteratorResult<Part>;
}
