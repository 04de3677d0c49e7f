import { type SuppliedVariables, subscriptionIds, text } from '@audit-bridge/function-environment/variables';
import * as z from 'zod/mini';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod/mini and kinds of variables only. */
export const environmentSchema = z.object({
  /** Those that the environment collects from. */
  SUBSCRIPTION_IDS: subscriptionIds(),
  /** Below it are the subscriptions that count. */
  MANAGEMENT_GROUP_ID: text,
  /** `https://management.azure.com` */
  RESOURCE_MANAGER_URL: z.url(),
  /** What tokens for it are asked for, without `/.default`. */
  RESOURCE_MANAGER_AUDIENCE: z.url(),
  AZURE_TENANT_ID: text,
  /** Client id of the user-assigned identity that trusts this function's role. */
  AZURE_CLIENT_ID: text,
});

export type SubscriptionCoverageSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing variable does not compile. */
export type SubscriptionCoverageEnvironment = SuppliedVariables<typeof environmentSchema>;
