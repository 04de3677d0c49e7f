import { bundleFunctions } from '@audit-bridge/bundling';
import type { ReportLine } from '@audit-bridge/terminal';
import type { IngestionEndpoint } from '../emulators/ingestion-endpoint';
import { type LambdaFunction, startLambda } from '../emulators/lambda-runtime';
import type { Running } from '../emulators/running';
import { testCredentials } from '../emulators/test-account';
import { FunctionLog } from '../pipelines/function-log';
import { startEmulators } from './emulators';
import { functionVariables } from './function-variables';
import type { IamAccount } from './iam-account';
import { startReportPlace } from './report-place';
import { seedAccounts } from './seed-accounts';
import type { TransportName } from './transport-name';

export interface PipelineProps {
  readonly accounts: readonly [IamAccount, ...IamAccount[]];
  readonly keyMaterial: Buffer;
  readonly transport: TransportName;
  readonly rowsPath: string;
  /** The file that takes what the function writes. */
  readonly logPath: string;
  readonly report: ReportLine;
  readonly signal: AbortSignal;
}

/** The function between its emulators: accounts on one side, the table on the other. */
export interface RunningPipeline {
  readonly reporter: LambdaFunction;
  readonly endpoint: IngestionEndpoint;
  readonly log: FunctionLog;
}

const functionName = 'access-key-report';

/** Starts the emulators and bundles the function side by side, and puts the function between them. */
export async function startPipeline(running: Running, props: PipelineProps): Promise<RunningPipeline> {
  const { accounts, keyMaterial, rowsPath, transport } = props;
  const [emulators, artifacts] = await Promise.all([startEmulators(running, props), bundleFunctions({ names: [functionName] })]);
  const [macKeyArn, { endpoint, variables }] = await Promise.all([
    seedAccounts({ url: emulators.moto.url, accounts, callerKeyId: testCredentials.accessKeyId, keyMaterial }),
    startReportPlace(running, { transport, emulators, rowsPath }),
  ]);
  const log = new FunctionLog(props.logPath);
  const reporter = await running.add(
    startLambda({
      name: functionName,
      zipPath: artifacts[functionName]?.path ?? '',
      environment: functionVariables({ accounts, macKeyArn, transport: variables, sdkVariables: emulators.sdkVariables }),
      timeoutMilliseconds: 900_000,
      onLog: line => log.write(line),
    }),
  );
  running.add(Promise.resolve(log));
  return { reporter, endpoint, log };
}
