import { scanWithCheckov } from '../checking/policy-scanner/checkov';
import { overlookedMistakes, plantedMistakes, withoutPlanted } from '../checking/policy-scanner/planted-mistakes';
import { scanPolicies } from '../checking/policy-scanner/scan-policies';

describe('checkov', () => {
  const queue = (values: object) => ({ name: 'dev', text: JSON.stringify({ resource: { aws_sqs_queue: { hints: values } } }) });

  // One run: each costs seconds before it looks at anything.
  it('finds the planted mistakes, and a queue in the clear, which then needs an exception', async () => {
    let overlooked: readonly string[] = ['not scanned'];
    const { ok, output } = await scanPolicies([queue({ name: 'hints' })], async stacks => {
      const findings = await scanWithCheckov(stacks);
      overlooked = overlookedMistakes(findings);
      expect(findings.length).toBeGreaterThan(withoutPlanted(findings).length);
      return findings;
    });
    expect(overlooked).toEqual([]);
    expect(plantedMistakes.text).toContain('0.0.0.0/0');
    expect(ok).toBe(false);
    expect(output).toMatch(/^dev: aws_sqs_queue\.hints fails CKV_AWS_27 \(/m);
  }, 120_000);
});
