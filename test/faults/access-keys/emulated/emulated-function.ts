import { randomBytes } from 'node:crypto';
import { bundleFunctions } from '@audit-bridge/bundling';
import { startLambda, testAccountId } from '@audit-bridge/local';
import { reporterCredentials, startEmulators } from '@audit-bridge/local/access-keys/emulators';
import { functionVariables } from '@audit-bridge/local/access-keys/function-variables';
import type { IamAccount } from '@audit-bridge/local/access-keys/iam-account';
import { startReportPlace } from '@audit-bridge/local/access-keys/report-place';
import { seedAccounts } from '@audit-bridge/local/access-keys/seed-accounts';
import { startFaultProxy } from '@audit-bridge/local/emulators/fault-proxy';
import type { Running } from '@audit-bridge/local/emulators/running';
import { crashAtRequest } from '../../emulated/crash-plan';

const name = 'access-key-report';
/** The function's own account: nothing happens in it. */
export const ownAccount: IamAccount = { accountId: testAccountId, rootKeys: 1, users: [] };

/** The emulators of both clouds, with what can fail behind proxies, and the bundled function. */
export async function startFunction(running: Running, crashPlanFile: string) {
  const [emulators, artifacts] = await Promise.all([startEmulators(running), bundleFunctions({ names: [name] })]);
  const { moto, sdkVariables } = emulators;
  const [aws, { endpoint, variables }] = await Promise.all([
    running.add(startFaultProxy({ target: moto.url })),
    startReportPlace(running, { transport: 'logs-ingestion', emulators }),
  ]);
  const keyMaterial = randomBytes(32);
  const seed = (members: readonly IamAccount[]) =>
    seedAccounts({ url: moto.url, accounts: [ownAccount, ...members], callerKeyId: reporterCredentials.accessKeyId, keyMaterial });

  return {
    /** In front of IAM and KMS. */
    aws,
    /** In front of the sessions of member accounts. */
    sessions: emulators.sessions,
    endpoint,
    seed,
    /** A function that reports these members; its processes come twice, for invocations side by side. */
    start: (members: readonly IamAccount[], macKeyArn: string) =>
      startLambda({
        name,
        zipPath: artifacts[name]?.path ?? '',
        environment: {
          ...functionVariables({
            accounts: [ownAccount, ...members],
            macKeyArn,
            transport: variables,
            sdkVariables: { ...sdkVariables, AWS_ENDPOINT_URL: aws.url },
          }),
          MAX_CONCURRENT_CALLS: '4',
          CRASH_PLAN_FILE: crashPlanFile,
        },
        maxConcurrency: 2,
        preload: [crashAtRequest],
      }),
  };
}

export type EmulatedFunction = Awaited<ReturnType<typeof startFunction>>;
