import type { AzureRoute } from '../../azure-rest/rest-route';

/**
 * @param settings names, by subscription
 * @see https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/list
 */
export const subscriptionDiagnosticSettingRoutes = (settings: ReadonlyMap<string, readonly string[]>): readonly AzureRoute[] => [
  {
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Insights/diagnosticSettings',
    apiVersions: ['2017-05-01-preview', '2021-05-01-preview'],
    answer: ({ parameters: { subscriptionId = '' } }) => ({
      body: {
        value: (settings.get(subscriptionId) ?? []).map(name => ({
          id: `/subscriptions/${subscriptionId}/providers/microsoft.insights/diagnosticSettings/${name}`,
          name,
          type: 'Microsoft.Insights/diagnosticSettings',
          properties: { logs: [{ category: 'Administrative', enabled: true }] },
        })),
      },
    }),
  },
];
