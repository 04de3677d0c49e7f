import '../../invariants/example-values-only';

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { costsDocument } from '@audit-bridge/operations/cost/costs-document';
import { environments } from '@audit-bridge/stacks/environments/index';

const path = join(__dirname, '../../../docs/costs.md');

describe('docs/costs.md', () => {
  // UPDATE_EXPECTED=1 writes it.
  it('says of the shipped environments what bridge cost says', () => {
    const made = costsDocument(environments.map(parseEnvironment));
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(path, made);
    expect(readFileSync(path, 'utf8')).toBe(made);
  });
});
