import { parseEnvironment, parseShared } from '@audit-bridge/config';
import { dev } from '../environments/dev';
import { sandbox } from '../environments/sandbox';
import { shared } from '../environments/shared';
import { isTarget } from '../target-stacks';

describe('isTarget', () => {
  const settings = [...[dev, { ...sandbox, owner: 'ana' }].map(parseEnvironment), ...shared.map(parseShared)];
  const targets = (...patterns: string[]) => settings.filter(one => isTarget(one, { name: 'deploy', patterns })).map(({ name }) => name);

  it('is every environment that a pattern or a name stands for', () => {
    expect(targets('dev-*')).toEqual(['dev']);
    expect(targets('sandbox-*', 'dev-cloudtrail-lake')).toEqual(['dev', 'sandbox']);
    expect(targets('sandbox-ana-cloudtrail-lake')).toEqual(['sandbox']);
    expect(targets('dev-security-lake')).toEqual(['dev']);
    expect(targets('dev')).toEqual([]);
  });

  it('is what environments share by its own name, and not by a pattern for an environment', () => {
    expect(targets('shared')).toEqual(['shared']);
    expect(targets('s*')).toEqual(['sandbox', 'shared']);
  });

  it('is everything without a pattern, and nothing for a synth', () => {
    expect(targets()).toEqual(['dev', 'sandbox', 'shared']);
    expect(settings.some(one => isTarget(one, undefined))).toBe(false);
  });
});
