/** Generated events among real ones would be forged evidence. */
export class FeedRefusedError extends Error {
  override readonly name = 'FeedRefusedError';

  constructor(environment: string, pipeline: string, why: string) {
    super(`${environment}-${pipeline} ${why}: nothing was sent. Feed an environment whose source is 'generated', like a sandbox.`);
  }
}

/** A generated record cannot be larger than what one message may hold. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';

  constructor(lengthBytes: number) {
    super(`A message of ${lengthBytes} bytes does not fit into one batch of the event hub. Feed with another --seed.`);
  }
}
