import { synthesize, synthesizeShared } from '../../../test/invariants/synthesized-stacks';
import { scanWithCheckov } from './checkov';
import { scanPolicies } from './scan-policies';

const stacks = [...synthesize(), ...synthesizeShared()].map(({ id, text }) => ({ name: id, text }));
const { ok, output } = await scanPolicies(stacks, scanWithCheckov);
if (!ok) console.error(output);
process.exitCode = ok ? 0 : 1;
