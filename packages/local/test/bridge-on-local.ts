import { runBridge } from '@audit-bridge/operations';
import { silent } from '@audit-bridge/terminal';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { localNames } from '../src/environment/local-environment';
import { withLocalEnvironment } from '../src/environment/with-local-environment';

const hourMilliseconds = 3_600_000;

const refuse = (): never => {
  throw new Error('A run on this machine needs no program that makes environments.');
};

export interface BridgeOnLocal {
  /** `bridge` as `scripts/bridge.ts` has it, in this process. */
  run(...words: string[]): Promise<{ readonly exitCode: number; readonly text: string }>;
  /** The sum of a function's metric in the last hours, as CloudWatch has it. */
  metric(name: string, functionName: string): Promise<number>;
}

/** Days in which the activity log of a kept run has what was never exported; also when midnight passes meanwhile. */
export function daysOfHistory(): readonly string[] {
  const day = (ago: number) => new Date(Date.now() - ago * 24 * hourMilliseconds).toISOString().slice(0, 10);
  return ['--from', day(4), '--to', day(2)];
}

/** An operator of the run that is kept with this output. */
export function bridgeOnLocal(output: string): BridgeOnLocal {
  const { connect, environments } = withLocalEnvironment(() => [], { AUDIT_BRIDGE_LOCAL: output });
  const clouds = () => {
    const [environment] = environments();
    if (environment === undefined) throw new Error('There is no environment local.');
    return connect(environment);
  };
  return {
    run: async (...words) => {
      const lines: string[] = [];
      const take = (line: string) => void lines.push(line);
      const progress = { update: silent, line: take, end: () => {} };
      const exitCode = await runBridge({
        words,
        environments,
        connect,
        print: take,
        printError: take,
        progress,
        confirm: async () => false,
        sandboxes: {
          environmentOf: refuse,
          program: { plan: refuse, deploy: refuse, destroy: refuse, forgetStates: refuse },
          kept: 'local',
        },
      });
      return { exitCode, text: lines.join('\n') };
    },
    metric: async (MetricName, functionName) => {
      const { Datapoints = [] } = await clouds()
        .aws.client(CloudWatchClient)
        .send(
          new GetMetricStatisticsCommand({
            Namespace: 'AuditBridge',
            MetricName,
            Dimensions: [{ Name: 'service', Value: localNames.of('lambdaFunction', functionName) }],
            StartTime: new Date(Date.now() - hourMilliseconds),
            EndTime: new Date(Date.now() + hourMilliseconds),
            Period: 60,
            Statistics: ['Sum'],
          }),
        );
      return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
    },
  };
}
