import { codeOf, deployCommand, type ReadProblem } from './problem-place';

/** As each service says that it has no such thing. */
const missing = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'ChannelNotFoundException',
  'ContainerNotFound',
  'EntityNotFoundException',
  'EventDataStoreNotFoundException',
  'MessagingEntityNotFoundError',
  'NoSuchBucket',
  'NoSuchEntity',
  'NoSuchEntityException',
  'NotFoundException',
  'PathNotFoundError',
  'QueueDoesNotExist',
  'ResourceGroupNotFound',
  'ResourceNotFound',
  'ResourceNotFoundException',
  'TableNotFoundException',
  'WorkspaceNotFoundError',
]);

export const readMissingResource: ReadProblem = (error, place) => {
  const kind = missing.has(error.name) ? error.name : codeOf(error);
  if (!missing.has(kind)) return undefined;
  const { name } = place.environment;
  return `Something of the environment '${name}' is not there (${kind}: ${error.message.split('\n')[0]}). It is not deployed, or only by half. Deploy it first, as often as it takes: ${deployCommand(place)}`;
};
