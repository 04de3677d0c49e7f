import type { FunctionArtifact } from '@audit-bridge/bundling';
import type { AccessKeysSettings } from '@audit-bridge/config';
import { roleArn } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import { pipelineAlarmTarget } from '../../building-blocks/pipeline-alarm-target';
import type { PipelineAwsProps } from '../../building-blocks/pipeline-aws-props';
import { PipelineDashboard } from '../../building-blocks/pipeline-dashboard';
import { pipelineKeyArn } from '../../building-blocks/pipeline-key';
import { FailedRuns } from './failed-runs';
import { MemberRoleOutput } from './member-role-output';
import { reporterName, reporterRoleName } from './names';
import { PseudonymKey } from './pseudonym-key';
import type { ReportDestination } from './report-destination';
import { reportGraphs } from './report-graphs';
import { Reporter } from './reporter';
import { ReporterAlarms } from './reporter-alarms';

export interface AccessKeysAwsProps extends PipelineAwsProps {
  readonly settings: AccessKeysSettings;
  /** In which the function looks for accounts that it does not read; undefined: it does not look. */
  readonly organizationId: string | undefined;
  /** From the Azure half, or literal values. */
  readonly destination: ReportDestination;
  readonly artifact: Pick<FunctionArtifact, 'path' | 'sha256'>;
}

const pipeline = 'access-keys';

/** The AWS half: a schedule calls the function, which reads the access keys of the accounts and sends them to Azure; a run that fails for good is parked. */
export class AccessKeysAws extends Construct {
  constructor(scope: Construct, id: string, props: AccessKeysAwsProps) {
    super(scope, id);
    const { names, organizationId, place, settings, protection } = props;
    const keyArn = pipelineKeyArn(this, { ...props, pipeline, usedBy: [] });
    const alarms = pipelineAlarmTarget(this, { ...props, pipeline, keyArn });
    const reporterRoleArn = roleArn(place, reporterRoleName(names));

    const pseudonyms = new PseudonymKey(this, 'pseudonyms', { names, place, protection, roleArn: reporterRoleArn });
    const failedRuns = new FailedRuns(this, 'failed-runs', { names, keyArn, alarms });
    new Reporter(this, reporterName, { ...props, keyArn, alarms, pseudonyms, failedRuns });
    new ReporterAlarms(this, 'reporter-alarms', { names, target: alarms, schedule: settings.schedule, organizationId });
    new PipelineDashboard(this, 'dashboard', {
      name: names.of('cloudwatchDashboard', pipeline),
      region: place.region,
      heading: 'Accounts -> report -> table on Azure. What each alarm means: docs/runbooks.',
      flow: reportGraphs(names),
    });
    if (settings.accounts.kind !== 'own') {
      new MemberRoleOutput(this, 'member-role', { accounts: settings.accounts, place, reporterRoleArn });
    }
  }
}
