/** Whether all subscriptions are collected from is not known; the message says whose right is missing and who gives it. */
export class SubscriptionsNotSeenError extends Error {
  override readonly name = 'SubscriptionsNotSeenError';

  static ofRefusal(managementGroupId: string, cause: unknown): SubscriptionsNotSeenError {
    const group = `the management group ${managementGroupId}`;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new SubscriptionsNotSeenError(
      `The subscriptions below ${group} cannot be listed (${reason}). ${remedies(group, statusOf(cause))}`,
      {
        cause,
      },
    );
  }

  static ofEmptyList(managementGroupId: string): SubscriptionsNotSeenError {
    return new SubscriptionsNotSeenError(
      `The list of subscriptions is empty, although the management group ${managementGroupId} can be read: it holds none of this tenant, or the right is not known everywhere yet. The next check looks again; compare azure.managementGroupId.`,
    );
  }
}

function remedies(group: string, status: unknown): string {
  if (status === 401 || status === 403)
    return `This function's identity needs Microsoft.Management/managementGroups/read and Microsoft.Resources/subscriptions/read at ${group}, by the role that the stack assigns there: deploy it again, or wait some minutes after a first deploy. Azure says the same of a group that is not there: compare azure.managementGroupId.`;
  if (status === 404) return `There is no such group: compare azure.managementGroupId (the tenant root group has the tenant's id).`;
  return 'The next check looks again.';
}

const statusOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined);
