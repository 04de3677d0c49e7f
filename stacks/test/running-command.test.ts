import { cloudCommandOf } from '../running-command';

describe('cloudCommandOf', () => {
  it.each([
    ['node /checkout/node_modules/.bin/cdktf deploy dev-* --auto-approve', 'deploy', ['dev-*']],
    ['cdktf diff dev-cloudtrail-lake', 'diff', ['dev-cloudtrail-lake']],
    ['node tsx scripts/cdktf.ts destroy sandbox-*', 'destroy', ['sandbox-*']],
    ['node node_modules/cdktf-cli/bundle/bin/cdktf.js plan', 'plan', []],
  ])('knows what %s acts on', (line, name, patterns) => {
    expect(cloudCommandOf(line.split(' '))).toEqual({ name, patterns });
  });

  it.each([
    'cdktf synth',
    'node tsx scripts/cdktf.ts plan sandbox-* --out=plans --offline',
    'node --import tsx stacks/main.ts',
    'vim docs/decisions/0001-cdktf.md deploy',
    'npm run deploy',
    '',
  ])('takes %p for no command that looks at a cloud', line => {
    expect(cloudCommandOf(line.split(' '))).toBeUndefined();
  });
});
