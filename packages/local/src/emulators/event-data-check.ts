/** Refuses an event as the service does, inside a 200. */
export function checkEventData(eventData: string, recipientAccountId: string): { errorCode: string; errorMessage: string } | undefined {
  const refuse = (errorCode: string, errorMessage: string) => ({ errorCode, errorMessage });
  let event: { recipientAccountId?: unknown };
  try {
    event = JSON.parse(eventData);
  } catch {
    return refuse('InvalidData', 'eventData is no JSON.');
  }
  if (event.recipientAccountId !== recipientAccountId)
    return refuse('InvalidRecipient', `The recipient account is not the channel's (${recipientAccountId}).`);
  return undefined;
}
