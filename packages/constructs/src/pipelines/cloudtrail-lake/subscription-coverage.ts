import { operatedNames } from '@audit-bridge/naming';
import type { SubscriptionCoverageEnvironment } from '@audit-bridge/subscription-coverage/environment';
import { Construct } from 'constructs';
import type { AlarmTarget } from '../../building-blocks/alarm';
import { azureTokenStatement } from '../../building-blocks/azure-token-statement';
import { everyMinutes } from '../../building-blocks/call-times';
import { DeployedFunction } from '../../building-blocks/deployed-function';
import { FunctionSchedule } from '../../building-blocks/function-schedule';
import type { CloudtrailLakeAwsProps } from './aws';
import { CoverageAlarms } from './coverage-alarms';
import { coverageFunctionName, functionRoleName } from './names';

/** How the function lists subscriptions. */
export interface SubscriptionAccess {
  readonly managementGroupId: string;
  /** `https://management.azure.com`: also what tokens for it are asked for. */
  readonly resourceManagerUrl: string;
  readonly tenantId: string;
  /** Of the identity that trusts the function's role. */
  readonly clientId: string;
  /** Of the token with which the role signs in. */
  readonly audience: string;
  /** Only where the tenant is not in the public cloud. */
  readonly authorityHost: string | undefined;
}

export interface SubscriptionCoverageProps
  extends Pick<CloudtrailLakeAwsProps, 'names' | 'place' | 'subscriptionIds' | 'artifacts' | 'logRetentionDays'> {
  readonly subscriptions: SubscriptionAccess;
  readonly keyArn: string;
  readonly alarms: AlarmTarget;
}

/** Four looks a day: one that fails is made good by the next, without a queue of its own. */
const everyHours = 6;

/** A few times a day: looks for subscriptions that nobody collects from. */
export class SubscriptionCoverage extends Construct {
  constructor(scope: Construct, id: string, props: SubscriptionCoverageProps) {
    super(scope, id);
    const { names, place, subscriptions, keyArn, alarms } = props;
    const environment: SubscriptionCoverageEnvironment = {
      SUBSCRIPTION_IDS: props.subscriptionIds.join(','),
      MANAGEMENT_GROUP_ID: subscriptions.managementGroupId,
      RESOURCE_MANAGER_URL: subscriptions.resourceManagerUrl,
      RESOURCE_MANAGER_AUDIENCE: subscriptions.resourceManagerUrl,
      AZURE_TENANT_ID: subscriptions.tenantId,
      AZURE_CLIENT_ID: subscriptions.clientId,
    };
    const name = names.of('lambdaFunction', coverageFunctionName);
    const deployed = new DeployedFunction(this, 'function', {
      name,
      roleName: functionRoleName(names, coverageFunctionName),
      description: 'Looks for subscriptions of the tenant that nobody collects from.',
      artifact: props.artifacts[coverageFunctionName],
      environment: { ...environment, AZURE_AUTHORITY_HOST: subscriptions.authorityHost },
      memoryMegabytes: 256,
      timeoutSeconds: 120,
      statements: [azureTokenStatement(subscriptions.audience)],
      keyArn,
      logRetentionDays: props.logRetentionDays,
      alarms,
    });
    new FunctionSchedule(this, 'schedule', {
      name: names.of('schedule', coverageFunctionName),
      groupName: names.of('scheduleGroup', coverageFunctionName),
      roleName: names.of('iamRole', 'coverage-schedule'),
      deadLetterName: operatedNames(names).coverageScheduleDeadLetterQueue,
      target: deployed,
      times: everyMinutes(everyHours * 60),
      keyArn,
      accountId: place.accountId,
      alarms,
    });
    new CoverageAlarms(this, 'alarms', { names, functionName: name, target: alarms });
  }
}
