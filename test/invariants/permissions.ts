import { wildcardReasons } from '@audit-bridge/constructs';
import type { SynthesizedStack } from './synthesized-stacks';
import { policyOf, resourcesOf, type TerraformJson } from './terraform-json';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: '*' | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const policyTypes = [
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_kms_key',
  'aws_sqs_queue',
  'aws_s3_bucket_policy',
  'aws_sns_topic_policy',
];

export function statementsOf(json: TerraformJson): readonly Statement[] {
  return policyTypes
    .flatMap(type => resourcesOf(json, type))
    .flatMap(({ values }) => policyOf<{ Statement: Statement[] }>(values.policy).Statement);
}

export function permissionInvariants({ id, pipeline, json }: SynthesizedStack): void {
  describe(`permissions of ${id}`, () => {
    const allowed = statementsOf(json).filter(({ Effect }) => Effect === 'Allow');

    // What a function may reach is what somebody reaches who takes it over.
    it('name their resources, but for the statements that are listed with a reason', () => {
      const wildcards = allowed.filter(({ Resource }) => Resource === '*' || Resource.includes('*'));
      for (const { Sid } of wildcards) expect(Object.keys(wildcardReasons)).toContain(Sid);
    });

    // An ARN with `*` for its account reaches into every account that trusts us.
    it('name the account of their resources, but for the statements that are listed with a reason', () => {
      const anyAccount = allowed.filter(({ Resource }) => [Resource].flat().some(arn => /^arn:[^:]*:[^:]*:[^:]*:\*:/.test(arn)));
      for (const { Sid } of anyAccount) expect(Object.keys(wildcardReasons)).toContain(Sid);
    });

    it('are bound by a condition where they name no resource, but for the administration of the key', () => {
      for (const { Sid, Condition } of allowed.filter(({ Resource }) => Resource === '*')) {
        if (Sid !== 'KeyAdministration') expect(Condition).toBeDefined();
      }
    });

    it('allow no whole service, but for the administration of the key', () => {
      for (const { Sid, Action } of allowed) {
        if (Sid !== 'KeyAdministration') expect(Action.filter(action => /:\*$|^\*$/.test(action))).toEqual([]);
      }
    });

    if (pipeline !== 'cloudtrail-lake') return;
    // Storage Blob Data Reader at the account would open whatever somebody puts beside the container.
    it('on Azure are to read one container, nothing else but what a look at the subscriptions needs', () => {
      for (const { values } of resourcesOf(json, 'azurerm_role_assignment').filter(
        ({ values: one }) => one.role_definition_id === undefined,
      )) {
        expect(values.role_definition_name).toBe('Storage Blob Data Reader');
        expect(values.scope).toMatch(/\/blobServices\/default\/containers\//);
      }
    });
  });
}
