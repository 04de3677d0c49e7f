import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import { missing, ok } from '../../src/preflight/finding';
import type { PreflightCheck } from '../../src/preflight/preflight-check';
import { preflightCommand } from '../../src/preflight/preflight-command';
import { runChecks } from '../../src/preflight/run-checks';
import { RecordedContext } from '../recorded-context';
import { subscriptionId, whole } from './environments';
import { awsError, fakeClouds } from './fake-clouds';

const check = (id: string, more: Partial<PreflightCheck>): PreflightCheck => ({
  id,
  title: id,
  cloud: 'aws',
  reads: ['kms:DescribeKey'],
  applies: () => true,
  run: async () => [ok('fine')],
  ...more,
});
const signedIn = [check('aws', {}), check('azure', { cloud: 'azure' })];
const run = (signIn: readonly PreflightCheck[], checks: readonly PreflightCheck[], interruption = { isRequested: false }) =>
  runChecks({ signIn, checks, interruption, context: { environment: whole, clouds: fakeClouds({}) }, progress: () => {} });

describe('the checks of preflight', () => {
  it('all answer: what may not be read is unknown, and says the right that it takes', async () => {
    const denied = check('denied', { run: () => Promise.reject(awsError('AccessDenied', 'no\n\u001b[31m')) });
    const refused = check('refused', {
      cloud: 'azure',
      run: () => Promise.reject(new RestApiError('GET', new URL('https://a/b'), 403, 'AuthorizationFailed', 'no')),
    });
    const broken = check('broken', { run: () => Promise.reject(awsError('TimeoutError')) });
    const results = await run(signedIn, [denied, broken, refused, check('last', {}), check('not here', { applies: () => false })]);
    expect(results.map(({ check: { id }, findings }) => [id, ...findings.map(({ outcome }) => outcome)])).toEqual([
      ['aws', 'ok'],
      ['azure', 'ok'],
      ['denied', 'unknown'],
      ['broken', 'unknown'],
      ['refused', 'unknown'],
      ['last', 'ok'],
    ]);
    const [, , first, second, third] = results.map(({ findings }) => findings[0]);
    expect(first?.toDo).toMatch(/kms:DescribeKey/);
    expect(first?.found).not.toContain('\u001b');
    expect(second?.toDo).toBe('Ask again; this check needs an answer.');
    expect(third?.toDo).toMatch(/kms:DescribeKey/);
  });

  it('ask a cloud nothing more when nobody is signed in to it, and the other one everything', async () => {
    const asked: string[] = [];
    const noted = (id: string, cloud: 'aws' | 'azure') =>
      check(id, {
        cloud,
        run: async () => {
          asked.push(id);
          return [ok('fine')];
        },
      });
    const closed = check('aws', { run: async () => [missing('Nobody is signed in.', 'Sign in.')] });
    const results = await run([closed, ...signedIn.slice(1)], [noted('keys', 'aws'), noted('names', 'azure')]);
    expect(asked).toEqual(['names']);
    expect(results.find(({ check: { id } }) => id === 'keys')?.findings).toMatchObject([
      { outcome: 'unknown', found: 'AWS was not asked.' },
    ]);
  });

  it('end with Ctrl-C', async () => {
    expect(await run(signedIn, [check('later', {})], { isRequested: true })).toHaveLength(signedIn.length);
  });
});

describe('bridge preflight', () => {
  it('ends with 1 and tells everything once, as lines and as one document, when nobody is signed in anywhere', async () => {
    const context = new RecordedContext();
    const clouds = fakeClouds({
      GetCallerIdentityCommand: () => {
        throw awsError('CredentialsProviderError', 'Could not load credentials from any providers');
      },
    });
    expect(await preflightCommand.run({ ...context, environment: whole, clouds }, {})).toBe(1);
    const text = context.lines.join('\n');
    expect(text).toContain('Nothing is changed.');
    expect(text).toMatch(/MISSING {2}No AWS credentials were found/);
    expect(text).toMatch(/Not looked at before the sign-in above is mended:\nunknown {2}/);
    expect(text).toContain('aws sso login');
    expect(text).toMatch(new RegExp(`MISSING {2}${subscriptionId} cannot be seen`));
    expect(context.lines.at(-1)).toMatch(/missing.*: do what is missing first\.$/);
    const [result] = context.results as readonly { readonly counts: object; readonly findings: readonly object[] }[];
    expect(result?.counts).toMatchObject({ missing: 3 });
    expect(result?.findings).toContainEqual(expect.objectContaining({ check: 'aws-account', outcome: 'missing' }));
    expect(context.steps.length).toBeGreaterThan(1);
  });
});
