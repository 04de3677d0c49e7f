import { makeContainerClient } from '../src/container-client';

const url = 'https://logs.blob.core.windows.net/insights-activity-logs';

describe('makeContainerClient', () => {
  it('goes to the container with the identity', () => {
    const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: 0 }) };
    expect(makeContainerClient(url, { kind: 'web-identity', credential })).toMatchObject({ url, containerName: 'insights-activity-logs' });
  });

  it.each([
    ['', url],
    ['BlobEndpoint=https://127.0.0.1:10000/devstoreaccount1;', 'https://127.0.0.1:10000/devstoreaccount1/insights-activity-logs'],
  ])('goes to the container of the connection string %s', (endpoint, expected) => {
    const connectionString = `DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=a2V5;${endpoint || 'EndpointSuffix=core.windows.net'}`;
    expect(makeContainerClient(expected, { kind: 'connection-string', connectionString })).toMatchObject({ url: expected });
  });
});
