import { alertQueries, savedSearches } from '../src';
import { quoted } from '../src/statements';

const options = { tableName: 'AwsAccessKeys_CL', maxKeyAgeDays: 90 };
const searches = savedSearches(options);
const alerts = alertQueries(options);

describe('saved searches', () => {
  it('have names that can stand in resource names, each once', () => {
    const names = searches.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('say how far back they look: without that, the portal would take a day', () => {
    for (const { kusto } of searches) expect(kusto).toContain('where TimeGenerated > ago(30d)');
  });
});

describe('alert queries', () => {
  it('look back no further than a rule sees', () => {
    for (const { kusto } of alerts) {
      const [days, hours] = [/TimeGenerated > ago\((\d+)d\)/, /TimeGenerated > ago\((\d+)h\)/].map(pattern =>
        Number(pattern.exec(kusto)?.[1] ?? 0),
      );
      expect((days ?? 0) * 24 + (hours ?? 0)).toBeGreaterThan(0);
      expect((days ?? 0) * 24 + (hours ?? 0)).toBeLessThanOrEqual(48);
    }
  });

  // https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule
  it('use nothing that a rule refuses: other functions, a reserved name, another span than a literal, more than 64 KB', () => {
    for (const { kusto } of alerts) {
      expect(kusto).not.toMatch(/bag_unpack|\bpivot|narrow|AggregatedValue|\b(workspace|app|resource)\(/);
      for (const [, span] of kusto.matchAll(/ago\(([^)]*)\)/g)) expect(span).toMatch(/^\d+[dh]$/);
      expect(Buffer.byteLength(kusto)).toBeLessThan(16_000);
    }
  });

  it('split by columns that they answer', () => {
    for (const { kusto, dimensions } of alerts) {
      expect(dimensions.length).toBeLessThanOrEqual(6);
      for (const dimension of dimensions) expect(kusto).toContain(`${dimension} = `);
    }
  });

  it('take the hours of silence that the schedule allows', () => {
    const [, missing] = alertQueries({ ...options, silenceHours: 8 });
    expect(missing?.kusto).toContain('ago(8h)');
    expect(missing?.title).toContain('8 hours');
  });
});

it('holds no text that Terraform would read as its own', () => {
  for (const { kusto } of [...searches, ...alerts]) expect(kusto).not.toMatch(/[$%]\{/);
});

it('quotes what stands in a query as a text', () => {
  expect(quoted('a "b" \\c')).toBe('"a \\"b\\" \\\\c"');
});
