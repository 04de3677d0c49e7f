import { bundleFunctions } from '@audit-bridge/bundling';
import type { LocalClouds } from '../clouds/local-clouds';
import type { IngestionEndpoint } from '../emulators/ingestion-endpoint';
import type { LambdaFunction } from '../emulators/lambda-runtime';
import type { Running } from '../emulators/running';
import { testAccountId } from '../emulators/test-account';
import { FunctionLog } from '../pipelines/function-log';
import { startFunction } from '../pipelines/start-function';
import { reporterCredentials, startEmulators } from './emulators';
import { functionVariables } from './function-variables';
import type { IamAccount } from './iam-account';
import { startReportPlace } from './report-place';
import { seedAccounts } from './seed-accounts';
import type { TransportName } from './transport-name';

export interface PipelineProps {
  readonly clouds: LocalClouds;
  readonly accounts: readonly [IamAccount, ...IamAccount[]];
  readonly keyMaterial: Buffer;
  readonly transport: TransportName;
  readonly rowsPath: string;
  /** The file that takes what the function writes. */
  readonly logPath: string;
}

/** The function between its emulators: accounts on one side, the table on the other. */
export interface RunningPipeline {
  readonly reporter: LambdaFunction;
  readonly endpoint: IngestionEndpoint;
  readonly log: FunctionLog;
}

const functionName = 'access-key-report';
/** What the settings of an environment take. */
const maxMembers = 80;

/** Starts the emulators and bundles the function side by side, and puts the function between them. */
export async function startPipeline(running: Running, props: PipelineProps): Promise<RunningPipeline> {
  const { accounts, clouds, keyMaterial, rowsPath, transport } = props;
  const [emulators, artifacts] = await Promise.all([startEmulators(running, clouds), bundleFunctions({ names: [functionName] })]);
  // The environment's own account is not its member, whatever order an input gives them.
  clouds.memberAccountIds = accounts
    .map(({ accountId }) => accountId)
    .filter(accountId => accountId !== testAccountId)
    .slice(0, maxMembers);
  // First: a secret belongs to the account that the accounts' seed makes the function's own.
  const macKeyArn = await seedAccounts({ url: emulators.moto.url, accounts, callerKeyId: reporterCredentials.accessKeyId, keyMaterial });
  const { endpoint, variables } = await startReportPlace(running, { transport, emulators, rowsPath });
  const log = new FunctionLog(props.logPath);
  const reporter = await startFunction(running, {
    clouds,
    log,
    name: functionName,
    zipPath: artifacts[functionName]?.path ?? '',
    environment: functionVariables({ accounts, macKeyArn, transport: variables, sdkVariables: emulators.sdkVariables }),
    timeoutMilliseconds: 900_000,
  });
  running.add(Promise.resolve(log));
  return { reporter, endpoint, log };
}
