import { policyDocument } from '../../building-blocks/iam-policy';
import { readerStatements } from './reader-statements';

/** From the checkout's root. */
export const memberRoleTemplatePath = 'templates/access-key-reader-role.json';

/** Every user of the account that the template is deployed in. */
const ownUsers = `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:user/*`;

const trust = {
  Effect: 'Allow',
  Principal: {
    AWS: {
      'Fn::Sub': [
        `arn:\${AWS::Partition}:iam::\${Account}:root`,
        { Account: { 'Fn::Select': [4, { 'Fn::Split': [':', { Ref: 'ReporterRoleArn' }] }] } },
      ],
    },
  },
  Action: 'sts:AssumeRole',
  Condition: {
    ArnEquals: { 'aws:PrincipalArn': { Ref: 'ReporterRoleArn' } },
    StringEquals: {
      'Fn::If': ['OneOrganization', { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } }, { Ref: 'AWS::NoValue' }],
    },
  },
};

/**
 * The CloudFormation template of the role that another account has for the function: to roll out as a StackSet, or by hand.
 *
 * It trusts the function's role by a condition, not as the principal: IAM would take a principal's name for the id of the role that has it today, refuse
 * one that does not exist yet, and stop trusting one that was made again.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function memberRoleTemplate(): object {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'Lets the function access-key-report of Audit Bridge read which access keys the users of this account have, and nothing else.',
    Parameters: {
      ReporterRoleArn: {
        Type: 'String',
        Description: "The one role that may assume this one: the Terraform output member_role says it as 'trusts'.",
        AllowedPattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$',
        ConstraintDescription: "A role's whole ARN, without wildcards.",
      },
      RoleName: {
        Type: 'String',
        Description: "The name that the environment's accounts.roleName has: equal in every account.",
        AllowedPattern: '^[A-Za-z0-9+=,.@_-]{1,64}$',
      },
      OrganizationId: {
        Type: 'String',
        Default: '',
        Description: 'Optional: the organization that the reporter must belong to, like o-a1b2c3d4e5.',
        AllowedPattern: '^(o-[a-z0-9]{10,32})?$',
      },
    },
    Conditions: { OneOrganization: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'OrganizationId' }, ''] }] } },
    Resources: {
      Reader: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'RoleName' },
          Description: 'Read by the report of access keys.',
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
          Policies: [{ PolicyName: 'permissions', PolicyDocument: withSubstitutions(policyDocument(readerStatements(ownUsers))) }],
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Reader', 'Arn'] } } },
  };
}

/** CloudFormation fills a text in only where it is told to. */
function withSubstitutions(document: object): object {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'string' && value.includes('${') ? { 'Fn::Sub': value } : value,
  ) as object;
}
