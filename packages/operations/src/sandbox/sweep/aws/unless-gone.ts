/** How the services say that there is nothing of a name; each has its own word. */
const words = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'DashboardNotFoundError',
  'EntityNotFoundException',
  'EventDataStoreNotFoundException',
  'NoSuchBucket',
  'NoSuchEntity',
  'NoSuchEntityException',
  'NoSuchTagSet',
  'NotFound',
  'NotFoundException',
  'QueueDoesNotExist',
  'ResourceNotFound',
  'ResourceNotFoundException',
]);

/**
 * What a service answers; undefined where it says that there is nothing of that name.
 *
 * @param messages what a service says of nothing in an error that has other meanings too
 */
export async function unlessGone<Answer>(question: Promise<Answer>, messages?: RegExp): Promise<Answer | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && (words.has(error.name) || messages?.test(error.message) === true)) return undefined;
    throw error;
  }
}
