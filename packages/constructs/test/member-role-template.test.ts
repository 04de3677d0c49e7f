import { readFileSync, writeFileSync } from 'node:fs';
import { memberRoleTemplate, memberRoleTemplatePath } from '../src/pipelines/access-keys/member-role-template';
import { readerStatements } from '../src/pipelines/access-keys/reader-statements';

const file = new URL(`../../../${memberRoleTemplatePath}`, import.meta.url);

describe('The template of the role in other accounts', () => {
  it('stands in the repository as it is made: UPDATE_EXPECTED=1 writes it anew', () => {
    const text = `${JSON.stringify(memberRoleTemplate(), undefined, 2)}\n`;
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  // One list for both: what the function may not do at home it may do nowhere, and what it needs it can do everywhere.
  it("allows exactly what the function's own role may do in its own account", () => {
    const { Resources: resources } = memberRoleTemplate() as {
      Resources: {
        Reader: {
          Properties: { Policies: [{ PolicyDocument: { Statement: readonly { Action: readonly string[]; Resource: unknown }[] } }] };
        };
      };
    };
    const allowed = resources.Reader.Properties.Policies[0].PolicyDocument.Statement;
    expect(allowed.map(({ Action }) => Action)).toEqual(readerStatements('').map(({ actions }) => actions));
    expect(allowed.map(({ Resource }) => Resource)).toEqual([
      '*',
      [{ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:user/*` }],
    ]);
  });
});
