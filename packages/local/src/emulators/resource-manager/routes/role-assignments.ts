import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';
import type { SubscriptionContent } from '../subscription-content';

const filterPattern = /^principalId eq '([^']+)'$/;

/** @see https://learn.microsoft.com/rest/api/authorization/role-assignments */
export const roleAssignmentRoutes = (content: SubscriptionContent): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: `/subscriptions/${content.subscriptionId}/providers/Microsoft.Authorization/roleAssignments`,
    apiVersions: ['2022-04-01'],
    answer: request => {
      const filter = request.query.get('$filter');
      const principalId = filterPattern.exec(filter ?? '')?.[1];
      if (filter !== null && principalId === undefined)
        throw new AzureRefusal(400, 'InvalidFilter', `The filter ${filter} is not one that this stand-in knows.`);
      const listed = content.roleAssignments.filter(assignment => principalId === undefined || assignment.principalId === principalId);
      return page(
        listed.map(assignment => ({ id: assignment.id, properties: { principalId: assignment.principalId } })),
        request,
      );
    },
  },
  {
    method: 'DELETE',
    path: '/{scope*}/providers/Microsoft.Authorization/roleAssignments/{name}',
    apiVersions: ['2022-04-01'],
    answer: ({ path }) => {
      const before = content.roleAssignments.length;
      content.roleAssignments = content.roleAssignments.filter(({ id }) => id.toLowerCase() !== path.toLowerCase());
      return { status: content.roleAssignments.length < before ? 200 : 204 };
    },
  },
];
