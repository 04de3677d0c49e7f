import { parseEnvironment } from '@audit-bridge/config';
import { dev } from '../environments/dev';
import { sandbox } from '../environments/sandbox';
import { isTarget } from '../target-stacks';

describe('isTarget', () => {
  const environments = [dev, { ...sandbox, owner: 'ana' }].map(parseEnvironment);
  const targets = (...patterns: string[]) =>
    environments.filter(environment => isTarget(environment, { name: 'deploy', patterns })).map(({ name }) => name);

  it('is every environment that a pattern or a name stands for', () => {
    expect(targets('dev-*')).toEqual(['dev']);
    expect(targets('sandbox-*', 'dev-cloudtrail-lake')).toEqual(['dev', 'sandbox']);
    expect(targets('sandbox-ana-cloudtrail-lake')).toEqual(['sandbox']);
    expect(targets('dev')).toEqual([]);
  });

  it('is every environment without a pattern, and none for a synth', () => {
    expect(targets()).toEqual(['dev', 'sandbox']);
    expect(environments.some(environment => isTarget(environment, undefined))).toBe(false);
  });
});
