import type { AzureRoute } from '../../azure-rest/rest-route';
import type { SubscriptionContent } from '../subscription-content';

/** Those that come and go: https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings */
export function heldDiagnosticSettingRoutes(content: SubscriptionContent): readonly AzureRoute[] {
  const path = `/subscriptions/${content.subscriptionId}/providers/Microsoft.Insights/diagnosticSettings`;
  return [
    { method: 'GET', path, answer: () => ({ body: { value: content.diagnosticSettings.map(name => ({ id: `${path}/${name}`, name })) } }) },
    {
      method: 'DELETE',
      path: `${path}/{name}`,
      answer: ({ parameters: { name } }) => {
        content.diagnosticSettings = content.diagnosticSettings.filter(known => known !== name);
        return { status: 200 };
      },
    },
  ];
}
