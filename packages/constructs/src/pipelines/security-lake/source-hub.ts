import type { ITerraformDependable } from 'cdktf';

/** The event hub that the activity log comes from, whoever made it. */
export interface SourceHub {
  readonly hub: { readonly id: string; readonly name: string };
  /** The forwarder's own. */
  readonly consumerGroup: { readonly name: string };
  /** What Azure Monitor signs in with; undefined where this environment makes no diagnostic setting. */
  readonly rule: { readonly id: string } | undefined;
  /** In Azure Resource Manager. */
  readonly namespaceId: string;
  readonly fullyQualifiedNamespace: string;
  /** What must be there before Azure Monitor writes, and as long as it does. */
  readonly writesTo: readonly ITerraformDependable[];
}
