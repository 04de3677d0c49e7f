import { testRegion } from '../emulators/test-account';
import type { IamAccount } from './iam-account';

export interface SeedProps {
  /** Of moto. */
  readonly url: string;
  /** The function's own account first. */
  readonly accounts: readonly [IamAccount, ...IamAccount[]];
  /** An access key whose bearer acts in the first account. */
  readonly callerKeyId: string;
  /** Of the key that ids are hashed with; 32 bytes. */
  readonly keyMaterial: Buffer;
}

/** Of the organization too, and nobody's concern: nobody can use a key in it. */
const closedAccountId = '999988887777';

/**
 * Fills moto's accounts with users and keys of any age, as no call of AWS could, makes the key for pseudonyms, and an organization of the accounts and a closed one.
 *
 * @returns the ARN of that key
 */
export async function seedAccounts({ url, accounts, callerKeyId, keyMaterial }: SeedProps): Promise<string> {
  const [own, ...others] = accounts;
  const request = {
    accounts: [{ ...own, callerKeyId }, ...others],
    organization: {
      ownAccountId: own.accountId,
      states: { ...Object.fromEntries(others.map(({ accountId }) => [accountId, 'ACTIVE'])), [closedAccountId]: 'SUSPENDED' },
    },
    macKey: { accountId: own.accountId, region: testRegion, material: keyMaterial.toString('base64') },
  };
  const response = await fetch(`${url}/audit-bridge/seed`, { method: 'PUT', body: JSON.stringify(request) });
  if (!response.ok) throw new Error(`moto could not be filled: ${response.status} ${await response.text()}`);
  const { macKeyArn } = (await response.json()) as { readonly macKeyArn: string };
  return macKeyArn;
}
