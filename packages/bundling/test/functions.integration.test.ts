import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { bundleFunctions } from '../src/bundle-functions';
import { bundlingRules } from '../src/bundling-rule';
import type { FunctionArtifact } from '../src/function-artifact';

const root = resolve(__dirname, '../../..');

describe('the functions of this checkout', () => {
  let artifacts: readonly FunctionArtifact[] = [];

  beforeAll(async () => {
    artifacts = Object.values(await bundleFunctions());
  });

  it('are bundled, all of them', () => {
    expect(artifacts.map(({ name }) => name)).toEqual([
      'access-key-report',
      'activity-log-aggregator',
      'activity-log-forwarder',
      'activity-log-processor',
      'stream-job-supervisor',
      'subscription-coverage',
    ]);
  });

  it('stay within the size limit', () => {
    for (const { name, kind, sizeBytes } of artifacts)
      expect({ name, fits: sizeBytes <= bundlingRules[kind].sizeLimitBytes }).toEqual({ name, fits: true });
  });

  it('carry no path of this machine, so that every checkout gives the same zip', () => {
    for (const { kind, path } of artifacts) {
      const code = Buffer.from(unzipSync(readFileSync(path))[bundlingRules[kind].entryName] ?? []).toString();
      expect(code.length).toBeGreaterThan(0);
      for (const place of [root, `${homedir()}/`, 'node_modules/.pnpm']) expect(code.includes(place)).toBe(false);
    }
  });
});
