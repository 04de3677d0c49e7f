import { describeProblem } from '../describe-problem';
import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';
import { signInProblem } from '../sign-in-problem';

interface Subscription {
  readonly displayName?: string;
  readonly tenantId?: string;
  readonly state?: string;
}

/** Every subscription of an environment: the one that gets the resources first. */
export const subscriptionsOf = ({ environment: { azure } }: PreflightContext): readonly string[] => [
  ...new Set([azure.subscriptionId, ...azure.subscriptionIds]),
];

/** https://learn.microsoft.com/rest/api/resources/subscriptions/get */
export const azureSubscriptions: PreflightCheck = {
  id: 'azure-subscriptions',
  title: 'Azure tenant and subscriptions',
  cloud: 'azure',
  reads: ['Microsoft.Resources/subscriptions/read'],
  applies: () => true,
  run: context => Promise.all(subscriptionsOf(context).map(id => ask(context, id))),
};

async function ask({ clouds, environment }: PreflightContext, id: string): Promise<Finding> {
  const { tenantId } = environment.azure;
  const login = `az login --tenant ${tenantId}`;
  try {
    const found = await clouds.azure.resourceManager().get<Subscription>(`/subscriptions/${id}?api-version=2022-12-01`);
    if (found.tenantId !== tenantId)
      return missing(`${id} is of the tenant ${found.tenantId}, not of ${tenantId}.`, 'Correct azure.tenantId, or take it out.', login);
    // A warned one is about to be switched off; a disabled one takes no resources.
    if (found.state !== 'Enabled')
      return missing(`${id} (${found.displayName}) is ${found.state}.`, 'Have it enabled, or take it out of the environment.');
    return ok(`${id} (${found.displayName}) is of the tenant, and enabled.`);
  } catch (error) {
    const see = `az account show --subscription ${id}`;
    const known = signInProblem(error, environment);
    if (known !== undefined) return missing(known, `Then look whether you see ${id}.`, see);
    return missing(
      `${id} cannot be seen: ${describeProblem(error).text}`,
      'Sign in to its tenant, as somebody with a role in it.',
      login,
      see,
    );
  }
}
