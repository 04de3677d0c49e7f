import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

export interface AppRoleAssignment {
  readonly id: string;
  /** The service principal whose role it is. */
  readonly resourceId: string;
  readonly principalId: string;
  readonly principalDisplayName: string;
}

/** An identity as Entra knows it. */
export interface HeldPrincipal {
  readonly id: string;
  /** A managed identity's path in Azure is among them. */
  readonly alternativeNames: readonly string[];
}

/**
 * Who was given roles of an application; taken back by their ids.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignedto
 */
export const appRoleAssignmentRoutes = (
  assignments: Set<AppRoleAssignment>,
  principals: readonly HeldPrincipal[],
): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/v1.0/servicePrincipals/{id}',
    answer: ({ parameters: { id } }) => {
      const found = principals.find(principal => principal.id === id);
      if (found === undefined) throw new AzureRefusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);
      return { body: found };
    },
  },
  {
    method: 'GET',
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
    answer: request =>
      page(
        [...assignments].filter(({ resourceId }) => resourceId === request.parameters.id),
        request,
        1,
        '@odata.nextLink',
      ),
  },
  {
    method: 'DELETE',
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo/{assignment}',
    answer: ({ parameters }) => {
      const found = [...assignments].find(({ id, resourceId }) => id === parameters.assignment && resourceId === parameters.id);
      if (found === undefined)
        throw new AzureRefusal(404, 'Request_ResourceNotFound', `Resource '${parameters.assignment}' does not exist.`);
      assignments.delete(found);
      return { status: 204 };
    },
  },
];
