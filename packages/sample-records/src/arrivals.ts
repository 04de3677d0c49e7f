/** Things that arrive in the order of their time, though they are added in another one; equal times keep the order in which they were added. */
export class Arrivals<T> {
  readonly #heap: { readonly milliseconds: number; readonly order: number; readonly item: T }[] = [];
  #added = 0;

  /** When the next one arrives; infinite while there is none. */
  get nextMilliseconds(): number {
    return this.#heap[0]?.milliseconds ?? Number.POSITIVE_INFINITY;
  }

  add(milliseconds: number, item: T): void {
    const heap = this.#heap;
    heap.push({ milliseconds, order: this.#added++, item });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfLater(parent, child)) return;
      child = parent;
    }
  }

  take(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.item;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const left = parent * 2 + 1;
      if (left >= heap.length) return first.item;
      const child = left + 1 < heap.length && this.#isLater(left, left + 1) ? left + 1 : left;
      if (!this.#swapIfLater(parent, child)) return first.item;
      parent = child;
    }
  }

  #isLater(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    return a !== undefined && b !== undefined && (a.milliseconds - b.milliseconds || a.order - b.order) > 0;
  }

  #swapIfLater(parent: number, child: number): boolean {
    if (!this.#isLater(parent, child)) return false;
    const heap = this.#heap;
    [heap[parent], heap[child]] = [heap[child], heap[parent]] as [(typeof heap)[number], (typeof heap)[number]];
    return true;
  }
}
