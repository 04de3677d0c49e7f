/** One or more subscriptions could not be looked through. No watermark has moved: the next run does the same again. */
export class AggregationError extends AggregateError {
  override readonly name = 'AggregationError';

  constructor(failures: readonly { readonly subscriptionId: string; readonly error: unknown }[]) {
    const reasons = failures.map(({ subscriptionId, error }) => `${subscriptionId}: ${error instanceof Error ? error.message : error}`);
    super(
      failures.map(({ error }) => error),
      `${failures.length} subscriptions could not be looked through, and no watermark has moved. ${reasons.join(' ')}`,
    );
  }
}
