import type { PolicyFinding } from '../checking/policy-scanner/policy-finding';
import { scanPolicies } from '../checking/policy-scanner/scan-policies';
import type { ScannedStack } from '../checking/policy-scanner/scanned-stack';

const reason = 'Nothing waits for an object here: each reader looks by itself.';

const stack = (name: string, exceptions: Readonly<Record<string, string>>): ScannedStack => ({
  name,
  text: JSON.stringify({ resource: { aws_s3_bucket: { lake: { '//': { policyExceptions: exceptions } } } } }),
});

const planted: readonly PolicyFinding[] = [
  { stack: 'planted-mistakes', resource: 'aws_security_group.open-to-all', check: 'CKV_AWS_24', asks: 'No SSH' },
  { stack: 'planted-mistakes', resource: 'azurerm_storage_account.read-by-all', check: 'CKV_AZURE_190', asks: 'No blobs' },
];

const finding: PolicyFinding = { stack: 'dev', resource: 'aws_s3_bucket.lake', check: 'CKV2_AWS_62', asks: 'Events' };

const scanThatFinds =
  (...findings: readonly PolicyFinding[]) =>
  async () => [...planted, ...findings];

describe('scanPolicies', () => {
  it('holds where each failed check has an exception with a reason beside its resource', async () => {
    expect(await scanPolicies([stack('dev', { CKV2_AWS_62: reason })], scanThatFinds(finding))).toEqual({ ok: true, output: '' });
  });

  it('refuses a failed check without one, and says where and what to do', async () => {
    const { ok, output } = await scanPolicies([stack('dev', {})], scanThatFinds(finding));
    expect(ok).toBe(false);
    expect(output).toMatch(/^dev: aws_s3_bucket\.lake fails CKV2_AWS_62 \(Events\)\. .*exceptFromPolicies/);
  });

  it('takes the exception of one stack for no other', async () => {
    const { output } = await scanPolicies([stack('dev', {}), stack('prod', { CKV2_AWS_62: reason })], scanThatFinds(finding));
    expect(output).toContain('dev: aws_s3_bucket.lake fails');
  });

  it('refuses an exception that nothing needs any more, but not where another environment still needs it', async () => {
    const both = [stack('dev', { CKV2_AWS_62: reason }), stack('prod', { CKV2_AWS_62: reason })];
    expect((await scanPolicies(both, scanThatFinds(finding))).ok).toBe(true);
    const { ok, output } = await scanPolicies(both, scanThatFinds());
    expect(ok).toBe(false);
    expect(output).toContain('nothing fails CKV2_AWS_62 at aws_s3_bucket.lake any more');
  });

  it('refuses an exception that gives no reason', async () => {
    const { output } = await scanPolicies([stack('dev', { CKV2_AWS_62: 'Not needed.' })], scanThatFinds(finding));
    expect(output).toContain('says too little');
  });

  it('believes no scanner that overlooks a planted mistake', async () => {
    const { ok, output } = await scanPolicies([], async () => planted.slice(1));
    expect(ok).toBe(false);
    expect(output).toContain('overlooks planted mistakes (CKV_AWS_24 at aws_security_group.open-to-all)');
  });
});
