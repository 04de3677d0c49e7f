export interface ScheduledEvent {
  readonly time: number;
  /** Drawn from the seed: decides between events of one time. */
  readonly tieBreak: number;
  readonly run: () => void;
}

/** A binary heap of events, earliest first. */
export class EventQueue {
  readonly #heap: ScheduledEvent[] = [];

  get nextTime(): number | undefined {
    return this.#heap[0]?.time;
  }

  push(event: ScheduledEvent): void {
    const heap = this.#heap;
    let index = heap.length;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || before(parent, event)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = event;
  }

  pop(): ScheduledEvent | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const [childIndex, child] =
        right !== undefined && left !== undefined && before(right, left) ? [2 * index + 2, right] : [2 * index + 1, left];
      if (child === undefined || before(last, child)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return first;
  }
}

const before = (one: ScheduledEvent, other: ScheduledEvent): boolean =>
  one.time < other.time || (one.time === other.time && one.tieBreak < other.tieBreak);
