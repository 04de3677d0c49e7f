import type { PolicyFinding } from './policy-finding';
import type { ScannedStack } from './scanned-stack';

/** What nobody may ever deploy, one thing on each cloud. */
const mistakes = {
  CKV_AWS_24: {
    resource: 'aws_security_group.open-to-all',
    values: {
      description: 'Open',
      ingress: [{ description: 'SSH', from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }],
    },
  },
  CKV_AZURE_190: {
    resource: 'azurerm_storage_account.read-by-all',
    values: { name: 'readbyall', allow_nested_items_to_be_public: true, account_tier: 'Standard', account_replication_type: 'GRS' },
  },
} as const;

const stackName = 'planted-mistakes';

/** Scanned with the others each time: a scanner that finds nothing in it proves nothing about them. */
export const plantedMistakes: ScannedStack = {
  name: stackName,
  text: JSON.stringify({ resource: Object.fromEntries(Object.values(mistakes).map(asJson)) }),
};

function asJson({ resource, values }: (typeof mistakes)[keyof typeof mistakes]) {
  const [type = '', id = ''] = resource.split('.');
  return [type, { [id]: values }];
}

/** The planted mistakes that the scanner did not find. */
export function overlookedMistakes(findings: readonly PolicyFinding[]): readonly string[] {
  return Object.entries(mistakes)
    .filter(([check, { resource }]) => !findings.some(one => one.stack === stackName && one.check === check && one.resource === resource))
    .map(([check, { resource }]) => `${check} at ${resource}`);
}

export function withoutPlanted(findings: readonly PolicyFinding[]): readonly PolicyFinding[] {
  return findings.filter(({ stack }) => stack !== stackName);
}
