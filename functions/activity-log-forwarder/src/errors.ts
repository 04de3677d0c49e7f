/** Neither the stream nor the parking place took the records: the run must not succeed, so that the trigger keeps its checkpoint and tries again. */
export class RecordsNotParkedError extends Error {
  override readonly name = 'RecordsNotParkedError';

  constructor(partitionId: string, records: number, options?: ErrorOptions) {
    super(
      `${records} records of partition ${partitionId} could not be parked. Nothing is lost: the trigger tries the same messages again. Look at the parking container, and at the stream if records were undelivered.`,
      options,
    );
  }
}

/** The trigger did not hand over what the function was registered for. */
export class UnusableTriggerInputError extends Error {
  override readonly name = 'UnusableTriggerInputError';

  constructor(what: string) {
    super(
      `${what} The trigger's checkpoint stays where it is until this is mended: compare the function's registration (cardinality many, data type binary) and the version of the Event Hubs extension.`,
    );
  }
}
