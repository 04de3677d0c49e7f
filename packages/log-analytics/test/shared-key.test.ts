import { sharedKeyAuthorization } from '../src/shared-key';

const request = { workspaceId: 'ws', sharedKey: 'a2V5', contentLength: 1024, date: 'Mon, 04 Apr 2016 08:00:00 GMT' };

describe('sharedKeyAuthorization', () => {
  it('signs as documented', () => {
    expect(sharedKeyAuthorization(request)).toBe('SharedKey ws:cJX9BuXukuOPWr7c3teEFuB6BX9N0Q8/VanqM45ajB0=');
  });

  it.each(['not base64!', 'a2V', 'a2V5\n', '{"key":"a2V5"}'])('refuses a secret that is no key, and does not repeat it', sharedKey => {
    expect(() => sharedKeyAuthorization({ ...request, sharedKey })).toThrow(expect.objectContaining({ name: 'InvalidSharedKeyError' }));
    expect(() => sharedKeyAuthorization({ ...request, sharedKey })).not.toThrow(sharedKey);
  });
});
