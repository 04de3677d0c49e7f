import { formatBlobPath, parseBlobPath } from '../src/blob-path';

const subscriptionId = '0b1f6471-1bf0-4dda-aec3-cb9272f09590';
const hour = Date.UTC(2026, 10, 21, 9);

describe('parseBlobPath', () => {
  it('reads what formatBlobPath writes', () => {
    const path = formatBlobPath(subscriptionId, hour);
    expect(path).toBe('resourceId=/SUBSCRIPTIONS/0B1F6471-1BF0-4DDA-AEC3-CB9272F09590/y=2026/m=11/d=21/h=09/m=00/PT1H.json');
    expect(parseBlobPath(path)).toEqual({ subscriptionId, hourMilliseconds: hour });
  });

  it('takes every part in any case', () => {
    expect(parseBlobPath(`RESOURCEID=/Subscriptions/${subscriptionId}/Y=2026/M=11/D=21/H=09/M=00/pt1h.json`)).toEqual({
      subscriptionId,
      hourMilliseconds: hour,
    });
  });

  it.each([
    ['the day where the hour is missing', 'y=2026/m=11/d=21/PT1H.json', Date.UTC(2026, 10, 21)],
    ['the day where the hour is none', 'y=2026/m=11/d=21/h=77/m=00/PT1H.json', Date.UTC(2026, 10, 21)],
    ['no time where the date is missing', 'PT1H.json', undefined],
    ['no time where the month is none', 'y=2026/m=13/d=21/h=09/m=00/PT1H.json', undefined],
  ])('gives %s', (_, rest, hourMilliseconds) => {
    expect(parseBlobPath(`resourceId=/SUBSCRIPTIONS/${subscriptionId}/${rest}`)).toEqual({ subscriptionId, hourMilliseconds });
  });

  it.each(['', 'PT1H.json', 'resourceId=/tenants/x/y=2026/m=11/d=21/h=09/m=00/PT1H.json', `subscriptions/${subscriptionId}/PT1H.json`])(
    'finds no subscription in "%s"',
    path => {
      expect(parseBlobPath(path)).toBeUndefined();
    },
  );
});
