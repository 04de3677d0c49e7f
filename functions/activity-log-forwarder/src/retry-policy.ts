/**
 * How the trigger calls a run again that has thrown. The host moves its checkpoint although the function has thrown, except while a retry policy holds it:
 * so this one never gives up.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies
 */
export const retryPolicy = {
  strategy: 'exponentialBackoff',
  maxRetryCount: -1,
  minimumInterval: { seconds: 5 },
  maximumInterval: { minutes: 5 },
} as const;
