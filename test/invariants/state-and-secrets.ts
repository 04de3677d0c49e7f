import { homedir, tmpdir } from 'node:os';
import { environmentSchema as reporterSchema } from '@audit-bridge/access-key-report/environment';
import { environmentSchema as aggregatorSchema } from '@audit-bridge/activity-log-aggregator/environment';
import { environmentSchema as processorSchema } from '@audit-bridge/activity-log-processor/environment';
import type { Environment } from '@audit-bridge/config';
import { environmentSchema as supervisorSchema } from '@audit-bridge/stream-job-supervisor/environment';
import { environmentSchema as coverageSchema } from '@audit-bridge/subscription-coverage/environment';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

/** Something of the kind that a reference stands for. */
const filledIn = (reference: string) =>
  /client_?id|customerId/i.test(reference) ? '6f1b7a52-8f0e-4f6f-9d5e-1f5c2f3b7c11' : 'https://example.com/';

type AnyStack = Pick<SynthesizedStack, 'id' | 'text' | 'json'>;

/** What only the tenant knows, and is not worth a setting. */
const lookedUp: Readonly<Record<string, string>> = {
  azapi_resource: 'a given workspace: its region, which the rule must stand in, and its id for the Data Collector API',
  azuread_application: 'the audience application, by its identifier URI',
  azuread_service_principal: 'its service principal, whose assignments a check reads too',
};

const schemas = {
  'access-key-report': reporterSchema,
  'activity-log-aggregator': aggregatorSchema,
  'activity-log-processor': processorSchema,
  'stream-job-supervisor': supervisorSchema,
  'subscription-coverage': coverageSchema,
};

export function stateInvariants({ id, json }: AnyStack, state: Environment['state']): void {
  describe(`state of ${id}`, () => {
    // Two people who apply at once destroy each other's state; cdktf 0.21 has no option for the lock.
    it('is locked and encrypted on S3, or a file at a relative path for a sandbox', () => {
      const { backend } = json.terraform ?? {};
      if (state.kind === 's3') {
        const { bucket, region, kmsKeyArn } = state;
        expect(backend).toEqual({
          s3: { bucket, region, kms_key_id: kmsKeyArn, encrypt: true, use_lockfile: true, key: `audit-bridge/${id}.tfstate` },
        });
      } else expect(backend).toEqual({ local: { path: `../../../terraform.${id}.tfstate` } });
    });
  });
}

export function jsonInvariants({ id, text, json }: AnyStack): void {
  describe(`JSON of ${id}`, () => {
    // The same commit must give the same plan on every machine.
    it('holds no absolute path', () => {
      for (const folder of [process.cwd(), homedir(), tmpdir()]) expect(text).not.toContain(`"${folder}/`);
    });

    // Variables and outputs are shown in logs and stored in plans.
    it('passes no value around in variables or outputs, and no secret anywhere', () => {
      expect(json.output).toBeUndefined();
      expect(Object.keys(json.variable ?? {})).toEqual(['example_values']);
      expect(text).not.toMatch(
        /AccountKey=|SharedAccessKey|AKIA[0-9A-Z]{16}|primary_access_key|connection_string"|BEGIN [A-Z ]*PRIVATE KEY/,
      );
    });

    // A plan that asks a cloud for what the program already knows is slower and can differ from one run to the next.
    it('asks no data source but those that are listed with a reason', () => {
      expect(Object.keys(lookedUp)).toEqual(expect.arrayContaining(Object.keys(json.data ?? {})));
    });

    // As cloned, nothing can be deployed by mistake into an account that nobody chose.
    it('refuses to be planned while it holds example values, and names each with its variable', () => {
      const [validation] = (json.variable?.example_values?.validation ?? []) as { condition: string; error_message: string }[];
      expect(json.variable?.example_values?.default).toBe('left');
      expect(validation?.condition).toBe(`\${var.example_values != "left"}`);
      for (const variable of ['AUDIT_BRIDGE_AWS_ACCOUNT_ID', 'AUDIT_BRIDGE_AZURE_TENANT_ID']) {
        expect(validation?.error_message).toContain(variable);
      }
    });

    // The function parses its variables at cold start: a wrong value would show after the deploy, run by run.
    it("gives each function variables that the function's own schema takes", () => {
      for (const { values } of resourcesOf(json, 'aws_lambda_function')) {
        const schema = Object.entries(schemas).find(([name]) => String(values.function_name).endsWith(name))?.[1];
        const { variables } = values.environment as { variables: Record<string, string> };
        // What Terraform fills in at apply.
        const filled = Object.entries(variables).map(([key, value]) => [key, value.replace(/\$\{[^}]+\}/g, filledIn)]);
        expect(schema).toBeDefined();
        expect(schema?.safeParse(Object.fromEntries(filled)).error?.issues ?? []).toEqual([]);
      }
    });
  });
}
