import type { SynthesizedStack } from './synthesized-stacks';
import { isReferenceTo, policyOf, resourcesOf } from './terraform-json';

interface Trust {
  readonly Statement: readonly {
    readonly Principal: Readonly<Record<string, string>>;
    readonly Action: string;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }[];
}

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[];
}

/** The one role that somebody outside of AWS takes on. */
export function forwarderTrustInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`trust in other clouds of ${id}`, () => {
    const federated = resourcesOf(json, 'aws_iam_role').filter(({ values }) => String(values.assume_role_policy).includes('Federated'));

    it('is the one role of the forwarder, where there is one', () => {
      expect(federated).toHaveLength(pipeline === 'security-lake' ? 1 : 0);
    });

    // With the audience alone, any identity of the tenant that is assigned to the application could put records into the stream.
    it('is for one identity and one audience of the tenant, by the provider of exactly that issuer', () => {
      for (const { values } of federated) {
        const [statement, ...others] = policyOf<Trust>(values.assume_role_policy).Statement;
        const issuer = `sts.windows.net/${environment.azure.tenantId}/`;
        expect(others).toEqual([]);
        expect(statement).toMatchObject({
          Principal: { Federated: `arn:aws:iam::${environment.aws.accountId}:oidc-provider/${issuer}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
        });
        const conditions = statement?.Condition?.StringEquals ?? {};
        expect(Object.keys(statement?.Condition ?? {})).toEqual(['StringEquals']);
        expect(Object.keys(conditions).sort()).toEqual([`${issuer}:aud`, `${issuer}:sub`]);
        expect(conditions[`${issuer}:aud`]).toBe(`api://${environment.azure.tenantId}/audit-bridge`);
        const identity = resourcesOf(json, 'azurerm_user_assigned_identity').find(one => isReferenceTo(conditions[`${issuer}:sub`], one));
        expect(conditions[`${issuer}:sub`]).toMatch(/\.principal_id\}$/);
        expect(identity).toBeDefined();
      }
    });

    // Whoever takes over the function must be able to add records, and to do nothing else: not read one, not see a stream.
    it('gives no more than to put records into the one stream', () => {
      for (const role of federated) {
        const policies = resourcesOf(json, 'aws_iam_role_policy').filter(({ values }) => isReferenceTo(values.role, role));
        const statements = policies.flatMap(({ values }) => policyOf<Policy>(values.policy).Statement);
        expect(statements.map(({ Action, Resource }) => [Action, Resource.map(resource => resource.replace(/\.aws-half.*/, ''))])).toEqual([
          [['kinesis:PutRecords'], ['${aws_kinesis_stream']],
          [['kms:GenerateDataKey'], ['${aws_kms_key']],
        ]);
      }
    });
  });
}
