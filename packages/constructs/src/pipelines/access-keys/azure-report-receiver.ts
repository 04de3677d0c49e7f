import { type AzureCloud, azureClouds } from '@audit-bridge/config';
import { Construct } from 'constructs';
import { FederatedIdentity } from '../../building-blocks/federated-identity';
import { ReportRule, type ReportRuleProps } from './azure-report-rule';
import { reporterName } from './names';
import type { ReportDestination } from './report-destination';

export interface ReportReceiverProps extends ReportRuleProps {
  readonly cloud: AzureCloud;
  readonly tenantId: string;
  /** The AWS account's token issuer. */
  readonly issuerUrl: string;
  /** The one AWS role that may send. */
  readonly reporterRoleArn: string;
}

/** Takes rows from one AWS role into the table, without any secret. */
export class ReportReceiver extends Construct {
  readonly destination: ReportDestination;
  /** The data collection rule, in Azure Resource Manager. */
  readonly ruleId: string;

  constructor(scope: Construct, id: string, props: ReportReceiverProps) {
    super(scope, id);
    const { cloud, tenantId, issuerUrl, reporterRoleArn } = props;
    const { federationAudience, ingestionAudience, authorityHost } = azureClouds[cloud];
    const rule = new ReportRule(this, 'rule', props);
    const reporter = new FederatedIdentity(this, 'reporter', {
      ...props,
      word: reporterName,
      // The rule has one stream into one table: whoever takes over the function can add rows to it, and read none.
      permission: { roleName: 'Monitoring Metrics Publisher', scopeId: rule.ruleId },
      issuerUrl,
      audience: federationAudience,
      roleArns: { [reporterName]: reporterRoleArn },
    });
    this.ruleId = rule.ruleId;
    this.destination = {
      kind: 'logs-ingestion',
      endpoint: rule.endpoint,
      ruleId: rule.immutableId,
      streamName: rule.streamName,
      ingestionAudience,
      tenantId,
      clientId: reporter.clientId,
      federationAudience,
      // The SDK's own default.
      authorityHost: cloud === 'public' ? undefined : authorityHost,
    };
  }
}
