import { AwsRefusal, type AwsRoute } from '../aws-route';
import { escapeXml, queryRoute } from '../protocols/query-route';
import { iamNamespace } from './iam-namespace';

/**
 * What somebody's policies say of some actions: everything, but for a few.
 *
 * @param denied actions
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const iamSimulatePrincipalPolicy = (denied: ReadonlySet<string> = new Set()): AwsRoute =>
  queryRoute('iam', 'SimulatePrincipalPolicy', iamNamespace, form => {
    if (form.get('PolicySourceArn') === null) throw new AwsRefusal('ValidationError', 'PolicySourceArn is missing.');
    const members = [...form]
      .filter(([name]) => name.startsWith('ActionNames.member.'))
      .map(([, action]) => {
        const decision = denied.has(action) ? 'implicitDeny' : 'allowed';
        return `<member><EvalActionName>${escapeXml(action)}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>${decision}</EvalDecision></member>`;
      });
    return `<IsTruncated>false</IsTruncated><EvaluationResults>${members.join('')}</EvaluationResults>`;
  });
