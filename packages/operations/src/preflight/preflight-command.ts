import type { UserValueName } from '@audit-bridge/config';
import { terminalCapabilities } from '@audit-bridge/terminal';
import type { Argv } from 'yargs';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { allChecks, signInChecks } from './all-checks';
import { countOutcomes, printResults, verdict } from './print-results';
import { runChecks } from './run-checks';

/** Without them nobody knows whom to ask; of the others a finding tells. */
const needed: readonly UserValueName[] = ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'];

/** `bridge preflight ENV` */
export const preflightCommand: EnvironmentCommand<object> = {
  name: 'preflight',
  summary: 'Reads both clouds and says what is missing before a deploy, with the commands to type; changes nothing',
  needs: () => needed,
  options: (command: Argv): Argv<object> =>
    command.epilogue(
      'Asks with your own sign-ins (aws, az). What may not be read is "unknown", and says which right it takes.\nExit code 1 when something is missing; warnings do not fail.',
    ),
  run,
};

async function run(context: EnvironmentContext): Promise<number> {
  const { environment, interruption, print, progress, result } = context;
  print(
    `Reading what ${environment.name} needs in the AWS account ${environment.aws.accountId} (${environment.aws.region}) and the Azure subscription ${environment.azure.subscriptionId}. Nothing is changed.`,
  );
  const results = await runChecks({
    signIn: signInChecks,
    checks: allChecks,
    context,
    interruption,
    progress: (done, all, title) => progress(`${done} of ${all} checks; ${title}`),
  });
  // Questions that were ended would be told as unknown.
  if (interruption.isRequested) return interruptedExitCode;
  printResults(results, print, terminalCapabilities(process.stdout));
  const counts = countOutcomes(results);
  print('');
  print(verdict(counts));
  result({
    counts,
    findings: results.flatMap(({ check, findings }) => findings.map(finding => ({ check: check.id, title: check.title, ...finding }))),
  });
  return counts.missing > 0 ? 1 : 0;
}
