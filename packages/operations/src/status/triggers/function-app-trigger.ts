import type { EnvironmentContext } from '../../bridge-command';
import type { Trigger } from '../watched-pipeline';

interface Site {
  readonly id: string;
  readonly properties: { readonly state: string };
}

interface SiteFunction {
  readonly name: string;
  readonly properties: { readonly isDisabled?: boolean };
}

const apiVersion = 'api-version=2024-04-01';

/** The app that listens to the event hub, with its functions. */
export const functionAppTrigger = (
  { clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>,
  appName: string,
): Trigger => ({
  name: `function app ${appName}`,
  async read() {
    const api = clouds.azure.resourceManager();
    let site: Site | undefined;
    for await (const found of api.list<Site>(
      `/subscriptions/${environment.azure.subscriptionId}/providers/Microsoft.Web/sites?${apiVersion}`,
    )) {
      if (found.id.toLowerCase().endsWith(`/sites/${appName.toLowerCase()}`)) site = found;
    }
    if (site === undefined)
      return { state: 'stopped', detail: `There is no such app: npx pnpm deploy '${environment.name}-security-lake'` };
    if (site.properties.state !== 'Running')
      return { state: 'stopped', detail: `It is ${site.properties.state}: az resource invoke-action --action start --ids ${site.id}` };
    const functions: SiteFunction[] = [];
    for await (const each of api.list<SiteFunction>(`${site.id}/functions?${apiVersion}`)) functions.push(each);
    const disabled = functions.filter(({ properties }) => properties.isDisabled === true).map(({ name }) => name);
    if (functions.length === 0)
      return { state: 'stopped', detail: 'The app has found no function in its package: deploy the stack again.' };
    if (disabled.length > 0) return { state: 'stopped', detail: `Turned off: ${disabled.join(', ')}. Deploy the stack again.` };
    return { state: 'runs', detail: `${functions.length} functions` };
  },
});
