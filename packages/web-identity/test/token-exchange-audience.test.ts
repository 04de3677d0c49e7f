import { azureClouds } from '@audit-bridge/config';
import { tokenExchangeAudience } from '../src/token-exchange-audience';

describe('tokenExchangeAudience', () => {
  it.each(Object.entries(azureClouds))('asks in the cloud %s for what its federated credentials are made with', (_, cloud) => {
    expect(tokenExchangeAudience(cloud.authorityHost)).toBe(cloud.federationAudience);
    expect(tokenExchangeAudience(`${cloud.authorityHost}/`)).toBe(cloud.federationAudience);
  });

  it('takes a host that it does not know for one of the public cloud', () => {
    expect(tokenExchangeAudience('https://127.0.0.1:8443')).toBe('api://AzureADTokenExchange');
  });
});
