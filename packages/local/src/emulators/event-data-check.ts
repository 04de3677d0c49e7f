import { checkEvent } from '@audit-bridge/cloudtrail-events';

/** Refuses an event as the service does, inside a 200: the first thing that is wrong with it. */
export function checkEventData(eventData: string, recipientAccountId: string): { errorCode: string; errorMessage: string } | undefined {
  const [problem] = checkEvent(eventData, { recipientAccountId });
  return problem && { errorCode: problem.errorCode, errorMessage: problem.message };
}
