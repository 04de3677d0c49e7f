import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListEntitiesForPolicyCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  ListRoleTagsCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { afterInArn, type OpenSweptKind } from '../swept-kind';
import { tagsOf } from '../tag-list';
import { unlessGone } from './unless-gone';

/** With what it is allowed. */
export const roles: OpenSweptKind = aws => {
  const client = aws.client(IAMClient);
  return {
    label: 'IAM role',
    type: 'aws_iam_role',
    nameValue: 'name',
    nameOfArn: afterInArn('iam', 'role/'),
    async find(name) {
      if ((await unlessGone(client.send(new GetRoleCommand({ RoleName: name })))) === undefined) return undefined;
      const listed = await unlessGone(client.send(new ListRoleTagsCommand({ RoleName: name })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id: RoleName }) {
      for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName }))
        for (const PolicyName of PolicyNames) await unlessGone(client.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
      for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName }))
        for (const { PolicyArn } of AttachedPolicies) await unlessGone(client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
      await unlessGone(client.send(new DeleteRoleCommand({ RoleName })));
      return undefined;
    },
  };
};

/** A person may have given it to roles of their own: it is taken from them. */
export const policies: OpenSweptKind = (aws, { accountId, arnPartition }) => {
  const client = aws.client(IAMClient);
  const arnOf = (name: string) => `arn:${arnPartition}:iam::${accountId}:policy/${name}`;
  return {
    label: 'IAM policy',
    type: 'aws_iam_policy',
    nameValue: 'name',
    nameOfArn: afterInArn('iam', 'policy/'),
    async find(name) {
      if ((await unlessGone(client.send(new GetPolicyCommand({ PolicyArn: arnOf(name) })))) === undefined) return undefined;
      const listed = await unlessGone(client.send(new ListPolicyTagsCommand({ PolicyArn: arnOf(name) })));
      return { id: name, tags: tagsOf(listed?.Tags) };
    },
    async remove({ id }) {
      const PolicyArn = arnOf(id);
      const { PolicyRoles = [] } = await client.send(new ListEntitiesForPolicyCommand({ PolicyArn, EntityFilter: 'Role' }));
      for (const { RoleName } of PolicyRoles) await unlessGone(client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
      const { Versions = [] } = await client.send(new ListPolicyVersionsCommand({ PolicyArn }));
      for (const { IsDefaultVersion, VersionId } of Versions)
        if (IsDefaultVersion !== true) await client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
      await unlessGone(client.send(new DeletePolicyCommand({ PolicyArn })));
      return undefined;
    },
  };
};
