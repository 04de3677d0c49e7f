import { page } from '../../azure-rest/page';
import type { AzureRoute } from '../../azure-rest/rest-route';

/** @see https://learn.microsoft.com/rest/api/monitor/alertsmanagement/alerts/get-all */
export const firedAlertRoutes = (rules: readonly { readonly id: string; readonly firedAt: Date }[]): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.AlertsManagement/alerts',
    answer: request =>
      page(
        rules.map(({ firedAt, id }) => ({
          properties: { essentials: { alertRule: id, monitorCondition: 'Fired', startDateTime: firedAt.toISOString() } },
        })),
        request,
      ),
  },
];
