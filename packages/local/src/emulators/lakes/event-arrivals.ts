import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { splitIntoLines } from '../../input/input-lines';
import type { AcceptedEvent } from '../event-ledger';

/** What a store of events holds of one. */
export type Arrival = Pick<AcceptedEvent, 'eventData' | 'receivedAtMilliseconds'>;

/** Every event that the stand-in for CloudTrail took, repeats too, with its time: in a file, because there may be more than fit into memory. */
export class EventArrivals {
  readonly #stream: WriteStream;
  #count = 0;

  /** @param path what stood there is replaced: a new stand-in holds nothing */
  constructor(private readonly path: string) {
    this.#stream = createWriteStream(path);
  }

  get count(): number {
    return this.#count;
  }

  accept({ eventData, receivedAtMilliseconds }: Arrival): void {
    this.#count++;
    this.#stream.write(`${receivedAtMilliseconds} ${eventData.replaceAll('\n', ' ')}\n`);
  }

  /** Those behind the first so many, in the order of acceptance. */
  async *behind(count: number): AsyncGenerator<Arrival> {
    const upTo = this.#count;
    await this.#written();
    let index = 0;
    for await (const line of splitIntoLines(createReadStream(this.path))) {
      if (index >= upTo) return;
      if (index++ < count) continue;
      const space = line.indexOf(' ');
      yield { receivedAtMilliseconds: Number(line.subarray(0, space).toString()), eventData: line.subarray(space + 1).toString() };
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => this.#stream.end(() => resolve()));
  }

  #written(): Promise<void> {
    return new Promise((resolve, reject) => this.#stream.write('', error => (error ? reject(error) : resolve())));
  }
}
