import { generateRecords, hourBlobPath, hourBlobs } from '../src/index';

const options = {
  seed: 5,
  count: 3000,
  startTime: '2026-03-02T21:00:00Z',
  subscriptionIds: ['5c1d0a52-7f0e-4d53-8a0b-3d9f4e6b2c71', '91f2a6c8-0b3d-4c7e-a5d4-2e8b6f103c95'],
  tenantId: 'b9e7',
};

describe('hourBlobs', () => {
  it('names a blob as Azure Monitor does, by the hour of receipt', () => {
    const record = { subscriptionId: 'abc-1', receivedMilliseconds: Date.parse('2026-03-02T07:59:59.999Z') };
    expect(hourBlobPath(record)).toBe('resourceId=/SUBSCRIPTIONS/ABC-1/y=2026/m=03/d=02/h=07/m=00/PT1H.json');
  });

  it('puts every record into one blob of its subscription and hour, as a line, in order', () => {
    const blobs = [...hourBlobs(generateRecords(options))];
    expect(new Set(blobs.map(blob => blob.path)).size).toBe(blobs.length);
    const expected = new Map<string, string>();
    for (const record of generateRecords(options)) {
      const path = hourBlobPath(record);
      expected.set(path, `${expected.get(path) ?? ''}${record.bytes}\n`);
    }
    expect(new Map(blobs.map(({ path, bytes }) => [path, bytes.toString()]))).toEqual(expected);
  });

  it('puts events of earlier hours into a blob: what counts is when Azure received them', () => {
    const late = [...generateRecords(options)].filter(({ bytes, receivedMilliseconds }) => {
      const time = /"time":"([^"]+)"/.exec(bytes.toString())?.[1] ?? '';
      return Math.floor(Date.parse(time) / 3_600_000) < Math.floor(receivedMilliseconds / 3_600_000);
    });
    expect(late.length).toBeGreaterThan(0);
  });
});
