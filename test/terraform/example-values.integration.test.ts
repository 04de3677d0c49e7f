import '../invariants/example-values-only';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dev } from '@audit-bridge/stacks/environments/dev';
import { synthesize } from '../invariants/synthesized-stacks';
import { findTerraform, type TerraformAtHand } from './terraform-at-hand';
import { TerraformFolder } from './terraform-folder';

const found = findTerraform();
const missing = 'missing' in found ? found.missing : undefined;
const suite = missing === undefined ? describe : describe.skip;

suite(`Example values under Terraform${missing === undefined ? '' : ` (skipped without ${missing})`}`, () => {
  // The last line of defence: somebody runs Terraform by hand in the folder of a synthesized stack.
  it('are refused by a plan, with the name of each variable', async () => {
    const [stack] = synthesize([dev]);
    const empty = mkdtempSync(join(tmpdir(), 'example-values-'));
    const json = { variable: stack?.json.variable, terraform: { backend: { local: { path: 'terraform.tfstate' } } } };
    const folder = new TerraformFolder(found as TerraformAtHand, { json, folder: empty });
    try {
      await folder.init();
      await expect(folder.plan()).rejects.toThrow(/AUDIT_BRIDGE_AWS_ACCOUNT_ID[\s\S]*AUDIT_BRIDGE_STATE_BUCKET/);
    } finally {
      folder.remove();
      rmSync(empty, { recursive: true });
    }
  }, 60_000);
});
