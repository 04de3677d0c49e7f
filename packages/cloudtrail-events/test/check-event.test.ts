import { checkEvent } from '../src/index';

const recipientAccountId = '210987654321';
const event = {
  version: '1.0',
  userIdentity: { type: 'AzureUser', principalId: 'p', details: { name: 'n' } },
  eventSource: 'microsoft.storage',
  eventName: 'Microsoft.Storage/storageAccounts/write',
  eventTime: '2026-03-02T09:15:42Z',
  UID: 'u',
  recipientAccountId,
};

function problemsOf(changes: object): string[] {
  return checkEvent(JSON.stringify({ ...event, ...changes }), { recipientAccountId }).map(
    ({ errorCode, field }) => `${errorCode} ${field}`,
  );
}

describe('checkEvent', () => {
  it('takes an event with every field at its limit', () => {
    const object = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });
    expect(
      problemsOf({
        version: 'v'.repeat(256),
        userIdentity: { type: 't'.repeat(128), principalId: 'p'.repeat(1024) },
        eventName: 'n'.repeat(1024),
        UID: 'u'.repeat(1024),
        userAgent: 'a'.repeat(1024),
        errorCode: 'c'.repeat(256),
        errorMessage: 'm'.repeat(256),
        sourceIPAddress: '2001:db8::7',
        requestParameters: object(100_000),
        responseElements: object(100_000),
        additionalEventData: object(28_000),
      }),
    ).toEqual([]);
  });

  it.each([
    ['FieldNotFound version', { version: undefined }],
    ['FieldNotFound userIdentity', { userIdentity: undefined }],
    ['FieldNotFound userIdentity.principalId', { userIdentity: { type: 'AzureUser' } }],
    ['FieldNotFound userIdentity.type', { userIdentity: { type: '', principalId: 'p' } }],
    ['FieldNotFound UID', { UID: undefined }],
    ['FieldTooLong version', { version: 'v'.repeat(257) }],
    ['FieldTooLong userIdentity.type', { userIdentity: { type: 't'.repeat(129), principalId: 'p' } }],
    ['FieldTooLong userIdentity.principalId', { userIdentity: { type: 't', principalId: 'p'.repeat(1025) } }],
    ['FieldTooLong eventName', { eventName: 'n'.repeat(1025) }],
    ['FieldTooLong errorMessage', { errorMessage: 'm'.repeat(257) }],
    ['FieldTooLong requestParameters', { requestParameters: { a: 'x'.repeat(100_000) } }],
    ['FieldTooLong responseElements', { responseElements: { a: 'x'.repeat(100_000) } }],
    ['FieldTooLong additionalEventData', { additionalEventData: { a: 'é'.repeat(14_000) } }],
    ['InvalidData eventTime', { eventTime: '2026-03-02 09:15:42' }],
    ['InvalidData eventTime', { eventTime: '2026-02-30T09:15:42Z' }],
    ['InvalidData sourceIPAddress', { sourceIPAddress: '127.0.0.0/8' }],
    ['InvalidData requestParameters', { requestParameters: 'text' }],
    ['InvalidData errorCode', { errorCode: null }],
    ['InvalidData surprise', { surprise: 1 }],
    ['InvalidEventSource eventSource', { eventSource: 'micro soft' }],
    ['InvalidRecipient recipientAccountId', { recipientAccountId: '111111111111' }],
  ])('finds %s', (problem, changes) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });

  it.each(['', 'text', '[]', 'null', '{"version":'])('finds InvalidData in %j', text => {
    expect(checkEvent(text, { recipientAccountId })).toEqual([expect.objectContaining({ errorCode: 'InvalidData', field: '' })]);
  });
});
