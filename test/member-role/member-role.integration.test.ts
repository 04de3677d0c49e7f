import { readFileSync } from 'node:fs';
import { IamAccountReader } from '@audit-bridge/access-key-report/iam-account-reader';
import { openMemberSession } from '@audit-bridge/access-key-report/member-session';
import { memberRoleTemplatePath } from '@audit-bridge/constructs/pipelines/access-keys/member-role-template';
import { type Moto, startMoto } from '@audit-bridge/local/emulators/moto';
import { CreateUserCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';

const reporterRoleArn = 'arn:aws:iam::123456789012:role/audit-bridge-prod-access-key-report';
const roleName = 'audit-bridge-access-key-reader';
const region = 'eu-central-1';
const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' };
const template = readFileSync(new URL(`../../${memberRoleTemplatePath}`, import.meta.url), 'utf8');

/** As a StackSet does it in each account: moto takes the account from a header. */
async function deploy({ url }: Moto, accountId: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const form = new URLSearchParams({
    Action: 'CreateStack',
    Version: '2010-05-15',
    StackName: roleName,
    TemplateBody: template,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  for (const [index, [key, value]] of Object.entries(parameters).entries()) {
    form.set(`Parameters.member.${index + 1}.ParameterKey`, key);
    form.set(`Parameters.member.${index + 1}.ParameterValue`, value);
  }
  const authorization = `AWS4-HMAC-SHA256 Credential=fake/20260101/${region}/cloudformation/aws4_request, SignedHeaders=host, Signature=0`;
  const call = async (body: URLSearchParams) => {
    const response = await fetch(url, { method: 'POST', body, headers: { authorization, 'x-moto-account-id': accountId } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text;
  };
  await call(form);
  const described = await call(new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15', StackName: roleName }));
  return /<OutputValue>(.*)<\/OutputValue>/.exec(described)?.[1] ?? described;
}

/**
 * moto looks at no trust and no permission: that CloudFormation takes the template, what it makes of it, and that its role can be taken on, is covered;
 * that IAM lets in whom the documents say, is not.
 */
describe('The role in other accounts', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  const iamOf = (accountId: string) => {
    const client = new IAMClient({ endpoint: moto.url, region, credentials });
    client.middlewareStack.add(
      next => args => {
        (args.request as { headers: Record<string, string> }).headers['x-moto-account-id'] = accountId;
        return next(args);
      },
      { step: 'build' },
    );
    return client;
  };
  // moto answers the policy of a role that CloudFormation made in Python's spelling.
  const documentOf = (text = '') => JSON.parse(decodeURIComponent(text).replaceAll("'", '"')) as { Statement: readonly object[] };

  it('is made from the template, taken on by the function, and shows the users of its own account', async () => {
    const accountId = '111122223333';
    const roleArn = await deploy(moto, accountId, { ReporterRoleArn: reporterRoleArn, RoleName: roleName });
    expect(roleArn).toBe(`arn:aws:iam::${accountId}:role/${roleName}`);
    await iamOf(accountId).send(new CreateUserCommand({ UserName: 'ana', Path: '/ops/' }));

    const sts = new STSClient({ endpoint: moto.url, region, credentials });
    const session = await openMemberSession(sts, { accountId, roleArn });
    const client = new IAMClient({ endpoint: moto.url, region, credentials: session });
    const users: string[] = [];
    for await (const page of new IamAccountReader({ client, accountId, roleArn }).userPages())
      users.push(...page.map(user => user.userArn));
    expect(users).toEqual([`arn:aws:iam::${accountId}:user/ops/ana`]);
  });

  it('trusts one role of one account, and may read the users of its own account alone', async () => {
    const accountId = '444455556666';
    await deploy(moto, accountId, { ReporterRoleArn: reporterRoleArn, RoleName: roleName });
    const iam = iamOf(accountId);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
    expect(documentOf(Role?.AssumeRolePolicyDocument).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Action: 'sts:AssumeRole',
        Condition: { ArnEquals: { 'aws:PrincipalArn': reporterRoleArn } },
      },
    ]);
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: roleName, PolicyName: 'permissions' }));
    expect(documentOf(PolicyDocument).Statement).toEqual([
      { Sid: 'ReadUsers', Effect: 'Allow', Action: ['iam:GetAccountSummary', 'iam:ListUsers'], Resource: '*' },
      {
        Sid: 'ReadAccessKeys',
        Effect: 'Allow',
        Action: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'],
        Resource: [`arn:aws:iam::${accountId}:user/*`],
      },
    ]);
  });

  it('can ask for the organization too', async () => {
    const accountId = '777788889999';
    await deploy(moto, accountId, { ReporterRoleArn: reporterRoleArn, RoleName: roleName, OrganizationId: 'o-a1b2c3d4e5' });
    const { Role } = await iamOf(accountId).send(new GetRoleCommand({ RoleName: roleName }));
    expect(documentOf(Role?.AssumeRolePolicyDocument).Statement).toMatchObject([
      { Condition: { ArnEquals: { 'aws:PrincipalArn': reporterRoleArn }, StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
    ]);
  });
});
