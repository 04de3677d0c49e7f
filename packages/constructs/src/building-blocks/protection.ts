import type { Environment } from '@audit-bridge/config';

/** `protected`: Terraform refuses to destroy what holds data. `destroyable`: one destroy leaves nothing behind. */
export type Protection = Environment['protection'];

/** The Terraform lifecycle of a resource that holds data. */
export function dataLifecycle(protection: Protection): { readonly preventDestroy: boolean } | undefined {
  return protection === 'protected' ? { preventDestroy: true } : undefined;
}
