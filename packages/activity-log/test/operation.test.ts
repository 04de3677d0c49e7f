import { activityOf } from '../src/index';

describe('activityOf', () => {
  it.each([
    ['Microsoft.Storage/storageAccounts/write', 'OK', 3, 'Update'],
    ['MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE', 'Created', 1, 'Create'],
    ['Microsoft.Storage/storageAccounts/read', undefined, 2, 'Read'],
    ['MICROSOFT.STORAGE/STORAGEACCOUNTS/DELETE', undefined, 4, 'Delete'],
    ['MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION', undefined, 2, 'Read'],
    ['Microsoft.KeyVault/vaults/purge/action', undefined, 4, 'Delete'],
    ['Microsoft.Storage/storageAccounts/regenerateKey/action', undefined, 3, 'Update'],
    ['Microsoft.Compute/virtualMachines/deallocate/action', undefined, 3, 'Update'],
    ['Microsoft.Insights/AutoscaleSettings/Scaledown/Action', undefined, 3, 'Update'],
    ['Microsoft.Authorization/elevateAccess/action', undefined, 3, 'Update'],
    ['Microsoft.Resources/deployments/importTemplate/action', undefined, 1, 'Create'],
    ['Microsoft.Quay/cranes/wiggle/action', undefined, 99, 'wiggle'],
    ['Add member to role requested (PIM activation)', undefined, 1, 'Create'],
    ['Remove member from role (PIM activation expired)', undefined, 4, 'Delete'],
    ['Renew eligibility', undefined, 3, 'Update'],
    ['Something else', undefined, 99, 'Something else'],
    [undefined, undefined, 0, 'Unknown'],
  ])('%s with %s is %d %s', (operationName, statusCode, id, name) => {
    expect(activityOf(operationName, 'Administrative', statusCode)).toEqual({ id, name });
  });

  it.each(['ServiceHealth', 'ResourceHealth', 'Alert', 'Recommendation', 'Security', 'POLICY'])(
    'sees no call in the category %s',
    category => {
      expect(activityOf('Microsoft.Quay/tides/activated/action', category, undefined)).toEqual({ id: 99, name: 'activated' });
    },
  );
});
