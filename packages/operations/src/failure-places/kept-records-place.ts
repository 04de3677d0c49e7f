import type { FailurePlace, RefusedRecord } from '../events/failure-place';
import type { KeptObjects } from './kept-objects';
import { type Search, searchKeptObjects } from './search-kept-objects';

export interface KeptRecordsPlaceProps extends Pick<FailurePlace, 'pipeline' | 'name' | 'remedy'> {
  readonly objects: KeptObjects;
  readonly search: Omit<Search, 'name'>;
  /** @default the number of objects */
  readonly depth?: () => Promise<number>;
}

/** A place that keeps refused records with their original bytes. */
export class KeptRecordsPlace implements FailurePlace {
  readonly pipeline: FailurePlace['pipeline'];
  readonly name: string;
  readonly remedy: string;

  constructor(private readonly props: KeptRecordsPlaceProps) {
    this.pipeline = props.pipeline;
    this.name = props.name;
    this.remedy = props.remedy;
  }

  async depth(): Promise<number> {
    if (this.props.depth !== undefined) return this.props.depth();
    let count = 0;
    for await (const _ of this.props.objects.list()) count++;
    return count;
  }

  find(id: string): AsyncIterable<RefusedRecord> {
    return this.findAny(new Set([id]));
  }

  findAny(ids: ReadonlySet<string>): AsyncIterable<RefusedRecord> {
    const { objects, search } = this.props;
    return searchKeptObjects(objects, ids, { ...search, name: this.name });
  }
}
