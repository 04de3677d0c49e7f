// The command line on one machine: the sandbox, in the emulators' account and Region.
import { parseEnvironment } from '@audit-bridge/config';
import { testAccountId, testRegion } from '@audit-bridge/local/emulators/test-account';
import { runBridge } from '@audit-bridge/operations';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';

const environment = parseEnvironment({ ...sandbox, aws: { accountId: testAccountId, region: testRegion } });
process.exitCode = await runBridge({ words: process.argv.slice(2), environments: [environment] });
