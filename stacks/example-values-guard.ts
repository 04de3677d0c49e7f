import { MissingUserValuesError, missingUserValues, type UserValueHolder } from '@audit-bridge/config';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * Makes Terraform itself refuse to plan a stack that still holds example values, whichever command asks for it.
 * A variable's validation is the one check that Terraform makes before it asks a provider.
 */
export function refuseExampleValues(scope: Construct, settings: UserValueHolder & { readonly name: string }): void {
  const missing = missingUserValues(settings);
  if (missing.length === 0) return;
  const variable = new TerraformVariable(scope, 'example_values', { type: 'string', default: 'left', description: 'Never to be set.' });
  variable.addValidation({
    condition: `\${var.${variable.friendlyUniqueId} != "left"}`,
    errorMessage: new MissingUserValuesError(settings.name, missing).message,
  });
}
