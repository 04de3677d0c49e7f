import { type WildcardSid, wildcardReasons } from './wildcard-reasons';

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

interface StatementBase {
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
  readonly conditions?: Conditions;
  /** In the policy of a resource. */
  readonly principals?: { readonly Service: string } | { readonly AWS: string };
}

/** A statement names its resources; `'*'` needs a sid that stands, with its reason, in the one list of wildcards. */
export type IamStatement = StatementBase &
  ({ readonly resources: readonly string[]; readonly sid?: string } | { readonly resources: '*'; readonly sid: WildcardSid });

/** The JSON text of a policy. */
export function iamPolicy(statements: readonly IamStatement[]): string {
  return JSON.stringify(policyDocument(statements));
}

/** A policy where it stands as JSON among JSON. */
export function policyDocument(statements: readonly IamStatement[]): { readonly Version: string; readonly Statement: readonly object[] } {
  return { Version: '2012-10-17', Statement: statements.map(asJson) };
}

function asJson({ sid, effect, actions, resources, principals, conditions }: IamStatement): object {
  if (resources !== '*' && resources.includes('*')) {
    throw new Error(
      `A statement allows ${actions.join(', ')} on every resource. Use resources: '*' with one of ${Object.keys(wildcardReasons).join(', ')}.`,
    );
  }
  return { Sid: sid, Effect: effect ?? 'Allow', Principal: principals, Action: actions, Resource: resources, Condition: conditions };
}
