import { IAMClient, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import { missing, ok, warning } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';
import { principalArn } from '../principal-arn';
import { awsActions } from '../rights/aws-actions';
import { awsTypesOf } from '../rights/types-of';

/** Of one simulation: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html gives none; this many answer within a second. */
const maxActions = 50;

export const actionsOf = ({ environment }: Pick<PreflightContext, 'environment'>): readonly string[] =>
  [...new Set(awsTypesOf(environment).flatMap(type => awsActions[type] ?? []))].sort();

/**
 * What a deploy does, tried on the policies of who asks: on any resource, and without the conditions that only a real call meets. What a policy allows on some
 * resources alone is refused here, so a refusal is worth a look and no proof.
 */
export const awsRights: PreflightCheck = {
  id: 'aws-rights',
  title: 'Your rights in AWS',
  cloud: 'aws',
  reads: ['iam:SimulatePrincipalPolicy', 'iam:GetRole'],
  applies: () => true,
  async run(context) {
    const { arn, isRoot } = await principalArn(context);
    if (isRoot) return [warning('The root user is signed in: it may do everything.', 'Deploy as a role of its own.', 'aws sso login')];
    const client = context.clouds.aws.client(IAMClient);
    const actions = actionsOf(context);
    const refused: string[] = [];
    for (let from = 0; from < actions.length; from += maxActions) {
      const ActionNames = actions.slice(from, from + maxActions);
      for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy({ client }, { PolicySourceArn: arn, ActionNames }))
        refused.push(
          ...EvaluationResults.flatMap(({ EvalActionName, EvalDecision }) => (EvalDecision === 'allowed' ? [] : (EvalActionName ?? []))),
        );
    }
    if (refused.length === 0) return [ok(`${arn} may do the ${actions.length} actions that a deploy begins with.`)];
    return [
      missing(
        `${arn} may not do ${refused.join(', ')} (on every resource).`,
        'Have them allowed, or deploy as somebody who may. Where they are allowed on some resources alone, compare with docs/preflight.md.',
        `aws iam simulate-principal-policy --policy-source-arn ${arn} --action-names ${refused.join(' ')} --query "EvaluationResults[].[EvalActionName,EvalDecision]" --output table`,
      ),
    ];
  },
};
