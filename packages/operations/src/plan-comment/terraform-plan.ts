/** One resource of a plan, as `terraform show -json` writes it: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  /** `data` is only read. */
  readonly mode: 'managed' | 'data';
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    /** True, or an object of the places whose value is known after the apply. */
    readonly after_unknown?: unknown;
    /** True, or an object of the places whose value must not be shown. */
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    /** Attributes that force a replacement, as paths. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
    readonly importing?: object;
  };
  /** Why Terraform replaces or removes it, in Terraform's words. */
  readonly action_reason?: string;
}

/** What is read of a plan. */
export interface TerraformPlan {
  readonly format_version: string;
  readonly resource_changes?: readonly ResourceChange[];
  /** What somebody has changed since the last apply. */
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  /** False where Terraform could not finish the plan. */
  readonly complete?: boolean;
  readonly errored?: boolean;
  /** Ours: `plan --offline` has made it, as if nothing were there. */
  readonly planned_offline?: boolean;
}

/** The text is no plan that can be read. */
export class NotAPlanError extends Error {
  override readonly name = 'NotAPlanError';

  constructor(where: string, reason: string) {
    super(`${where} ${reason}. Write it with: terraform show -json PLAN > FILE`);
  }
}

/**
 * @param where for a person: the file
 * @throws {NotAPlanError} for what is no plan, one of another format, or one that Terraform did not finish: a review of half a plan approves the other half unseen
 */
export function readPlan(text: string, where: string): TerraformPlan {
  const plan = parse(text, where);
  if (typeof plan !== 'object' || plan === null || !('format_version' in plan) || typeof plan.format_version !== 'string')
    throw new NotAPlanError(where, 'is no plan of Terraform');
  if (!plan.format_version.startsWith('1.')) throw new NotAPlanError(where, `has format ${plan.format_version}, and 1.x is read`);
  const read = plan as TerraformPlan;
  if (read.errored === true) throw new NotAPlanError(where, 'is a plan that ended with an error');
  return read;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAPlanError(where, 'is no JSON');
  }
}
