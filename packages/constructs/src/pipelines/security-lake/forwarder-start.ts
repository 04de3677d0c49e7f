import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiAction } from '../../building-blocks/azapi-action';
import type { AzapiResource } from '../../building-blocks/azapi-resource';
import { siteType } from './forwarder-app';

export interface ForwarderStartProps {
  readonly site: AzapiResource;
  /** Whose change starts the app anew. */
  readonly changes: readonly TerraformResource[];
  /** What the app must find in its package, by name. */
  readonly functions: readonly string[];
}

/**
 * Makes the platform look for triggers in the package, and waits until it knows the functions. Nothing else wakes an app that is called by no request,
 * and an app whose host does not start is green all the same.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing
 */
export class ForwarderStart extends Construct {
  constructor(scope: Construct, id: string, { site, changes, functions }: ForwarderStartProps) {
    super(scope, id);
    const sync = new AzapiAction(this, 'sync-triggers', {
      type: siteType,
      resourceId: site.id,
      action: 'syncfunctiontriggers',
      method: 'POST',
      // Azure answers so while the host starts, and while a new identity's roles are not known everywhere.
      retry: { errorMessages: ['RESPONSE 4(00|03|04|09|29)', 'RESPONSE 5\\d\\d'], intervalSeconds: 20, timeoutMinutes: 20 },
      dependsOn: changes,
      lifecycle: { replaceTriggeredBy: changes.map(addressOf) },
    });
    for (const name of functions) {
      new AzapiAction(this, name, {
        type: siteType,
        resourceId: site.id,
        action: `functions/${name}`,
        method: 'GET',
        // Not there before the host has started with the package and has read its functions. Then the deploy fails, and says so.
        retry: { errorMessages: ['RESPONSE 404', 'RESPONSE 5\\d\\d'], intervalSeconds: 20, timeoutMinutes: 15 },
        dependsOn: [sync],
        lifecycle: { replaceTriggeredBy: [addressOf(sync)] },
      });
    }
  }
}

/** As text: cdktf would write the reference as a template, which Terraform refuses in `replace_triggered_by`. */
function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
