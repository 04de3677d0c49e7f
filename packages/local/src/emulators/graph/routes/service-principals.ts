import { page } from '../../azure-rest/page';
import { AzureRefusal, type AzureRoute } from '../../azure-rest/rest-route';

export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  /** Its application's id, and the identifier URIs. */
  readonly servicePrincipalNames: readonly string[];
  readonly appRoleAssignmentRequired: boolean;
  readonly appRoles: readonly { readonly id: string; readonly value: string; readonly isEnabled: boolean }[];
}

const filterPattern = /^servicePrincipalNames\/any\((\w+):\1 eq '([^']+)'\)$/;

/** https://learn.microsoft.com/graph/api/serviceprincipal-list */
export const servicePrincipalRoutes = (principals: readonly ServicePrincipal[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/v1.0/servicePrincipals',
    answer: request => {
      const filter = request.query.get('$filter');
      const name = filter === null ? undefined : filterPattern.exec(filter)?.[2];
      if (filter !== null && name === undefined)
        throw new AzureRefusal(400, 'Request_UnsupportedQuery', `The filter ${filter} is not one that this stand-in knows.`);
      const found = principals.filter(({ servicePrincipalNames }) => name === undefined || servicePrincipalNames.includes(name));
      return page(found, request, 100, '@odata.nextLink');
    },
  },
];
