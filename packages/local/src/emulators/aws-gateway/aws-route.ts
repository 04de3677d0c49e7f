import type { AwsCall, AwsRequest } from './aws-request';

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One operation that a stand-in answers in moto's place: made by `jsonRoute`, `queryRoute` or `restRoute`. */
export interface AwsRoute {
  /** As the signature's credential scope spells it. */
  readonly service: string;
  /** Whether a call can be one of this operation; its body is read only then. */
  mayAnswer(call: AwsCall): boolean;
  /** @returns undefined when it is none of this operation after all, or one that moto shall answer */
  answer(request: AwsRequest): Promise<AwsAnswer | undefined>;
}

/** A service refuses what it was asked; the protocol gives it its shape. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';

  constructor(
    /** As the service's page of the operation names it: `InvalidQueryStatementException`. */
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
