import { Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { AzapiAction } from '../src/building-blocks/azapi-action';
import { AzapiProvider } from '../src/building-blocks/azapi-provider';
import { AzapiResource, type AzapiResourceProps } from '../src/building-blocks/azapi-resource';
import { AzapiUpdateResource } from '../src/building-blocks/azapi-update-resource';
import { resourcesOf } from './synthesize-scope';

const props: AzapiResourceProps<object> = {
  type: 'Microsoft.Web/sites@2024-04-01',
  name: 'site',
  parentId: '/subscriptions/1/resourceGroups/group',
  body: { properties: { serverFarmId: 'plan', httpsOnly: true } },
};
const build = (change: Partial<AzapiResourceProps<object>>) =>
  resourcesOf(scope => void new AzapiResource(scope, 'resource', { ...props, ...change }))('azapi_resource')[0];

describe('AzapiProvider', () => {
  const json = JSON.parse(
    Testing.synthScope((scope: Construct) => {
      new AzapiProvider(scope, 'azapi', { tenantId: 'tenant', subscriptionId: 'subscription', environment: 'public' });
    }),
  ) as { terraform: object; provider: { azapi: object[] } };

  // The provider carries the vendor's schemas: another version can refuse what this one took.
  it('is asked for in one exact version', () => {
    expect(json.terraform).toMatchObject({ required_providers: { azapi: { source: 'azure/azapi', version: '2.13.0' } } });
  });

  it('keeps nothing of what Azure answers, and works in one subscription', () => {
    expect(json.provider.azapi).toEqual([
      { tenant_id: 'tenant', subscription_id: 'subscription', environment: 'public', disable_default_output: true },
    ]);
  });
});

describe('AzapiResource', () => {
  it('sends the body in the spelling that it is given', () => {
    expect(build({})?.body).toEqual(props.body);
  });

  // What is not said means everything that can be read, and that can be a key.
  it('says that nothing of the answer goes into the state, unless it is asked for by name', () => {
    expect(build({})?.response_export_values).toEqual([]);
    expect(build({ responseExportValues: ['properties.defaultHostName'] })?.response_export_values).toEqual(['properties.defaultHostName']);
  });

  it('acts as the identity that it is given, and as none otherwise', () => {
    expect(build({ userAssignedIdentityId: 'identity' })?.identity).toEqual([{ type: 'UserAssigned', identity_ids: ['identity'] }]);
    expect(build({})).not.toHaveProperty('identity');
  });

  it('is held against the schema when it is planned, and can go without', () => {
    expect(build({})?.schema_validation_enabled).toBe(true);
    expect(build({ schemaValidation: false })?.schema_validation_enabled).toBe(false);
  });

  it('refers to its id, its name and its outputs, so that others wait for it', () => {
    const [child] = resourcesOf(scope => {
      const parent = new AzapiResource(scope, 'parent', { ...props, responseExportValues: ['properties.state'] });
      new AzapiResource(scope, 'child', {
        ...props,
        name: parent.name,
        parentId: parent.id,
        body: { state: parent.output('properties.state') },
      });
    })('azapi_resource');
    expect(child).toMatchObject({
      name: expect.stringMatching(/^\$\{azapi_resource\.parent\w*\.name\}$/),
      parent_id: expect.stringMatching(/^\$\{azapi_resource\.parent\w*\.id\}$/),
      body: { state: expect.stringMatching(/^\$\{azapi_resource\.parent\w*\.output\.properties\.state\}$/) },
    });
  });
});

describe('AzapiUpdateResource', () => {
  it('changes properties and keeps nothing of the answer', () => {
    const [resource] = resourcesOf(
      scope =>
        void new AzapiUpdateResource(scope, 'policy', {
          type: 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01',
          name: 'ftp',
          parentId: 'site',
          body: { properties: { allow: false } },
        }),
    )('azapi_update_resource');
    expect(resource).toMatchObject({ name: 'ftp', parent_id: 'site', body: { properties: { allow: false } }, response_export_values: [] });
  });
});

describe('AzapiAction', () => {
  const action = (change: object) =>
    resourcesOf(
      scope =>
        void new AzapiAction(scope, 'action', {
          type: props.type,
          resourceId: 'site',
          action: 'extensions/onedeploy',
          method: 'PUT',
          ...change,
        }),
    )('azapi_resource_action')[0];

  it('is a call when something is made or changed, and none at a destroy', () => {
    expect(action({})).toMatchObject({ when: 'apply', method: 'PUT', response_export_values: [] });
  });

  it('asks again for a while only where it is told which errors pass', () => {
    expect(action({})).not.toHaveProperty('retry');
    expect(action({ retry: { errorMessages: ['RESPONSE 404'], intervalSeconds: 20, timeoutMinutes: 15 } })).toMatchObject({
      retry: { error_message_regex: ['RESPONSE 404'], interval_seconds: 20 },
      timeouts: { create: '15m', update: '15m' },
    });
  });
});
