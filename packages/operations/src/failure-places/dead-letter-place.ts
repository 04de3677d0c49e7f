import type { FailurePlace, RefusedRecord } from '../events/failure-place';

export interface DeadLetterPlaceProps extends Pick<FailurePlace, 'pipeline' | 'name' | 'remedy'> {
  readonly depth: () => Promise<number>;
}

/** A dead-letter queue: its messages are calls and hints, no records. */
export class DeadLetterPlace implements FailurePlace {
  readonly pipeline: FailurePlace['pipeline'];
  readonly name: string;
  readonly remedy: string;

  constructor(private readonly props: DeadLetterPlaceProps) {
    this.pipeline = props.pipeline;
    this.name = props.name;
    this.remedy = props.remedy;
  }

  depth(): Promise<number> {
    return this.props.depth();
  }

  async *find(): AsyncGenerator<RefusedRecord> {}

  async *findAny(): AsyncGenerator<RefusedRecord> {}
}
