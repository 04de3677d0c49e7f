import { z } from 'zod';
import { regionProblems } from './aws-rules';
import { awsSettings } from './aws-settings';
import { azureSettings } from './azure-settings';
import { stateBackend } from './state-backend';
import { textLike } from './text-like';

/** The structure of what stands once per AWS account and Azure tenant, and what its environments take as given. */
const structure = z.strictObject({
  /** The stack's id. Another account or tenant has a stack of another name. */
  name: textLike(/^[a-z][a-z0-9-]{0,31}$/, "write the name as lower-case letters, digits and hyphens, like 'shared'").default('shared'),
  aws: awsSettings,
  azure: azureSettings.pick({ tenantId: true, cloud: true }),
  state: stateBackend,
  /** `protected`: Terraform refuses to destroy what every environment needs. */
  protection: z.enum(['protected', 'destroyable']).default('protected'),
  /** `given`: another account's stack made it. A tenant has one. */
  tokenApplication: z.enum(['created', 'given']).default('created'),
  /** `given`: the account trusts the tenant already, and its provider lists our audience. An account has one provider per issuer. */
  oidcProvider: z.enum(['created', 'given']).default('created'),
  /** Added to the tags that every resource carries. */
  tags: z.record(z.string().max(128), z.string().max(256)).default({}),
});

export const sharedSettings = structure.check(payload => {
  for (const { path, message } of regionProblems(payload.value.aws)) {
    payload.issues.push({ code: 'custom', path: path.split('.'), message, input: payload.value });
  }
});

/** What a shared file holds: settings with a default may be left out. */
export type SharedInput = z.input<typeof structure>;

export type SharedSettings = z.output<typeof structure>;
