import type { CloudtrailLakeSettings } from '@audit-bridge/config';
import { type Names, operatedNames } from '@audit-bridge/naming';
import { CloudformationStack } from '@cdktf/provider-aws/lib/cloudformation-stack';
import { CloudtrailEventDataStore } from '@cdktf/provider-aws/lib/cloudtrail-event-data-store';
import { Construct } from 'constructs';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { exceptFromPolicies } from '../../building-blocks/policy-exceptions';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';
import type { EventDestination } from './event-destination';

export interface LakeDestinationProps {
  readonly names: Names;
  readonly settings: Extract<CloudtrailLakeSettings['destination'], { kind: 'cloudtrail-lake' }>;
  readonly keyArn: string;
  readonly protection: Protection;
}

/** CloudTrail Lake: an event data store for activity from outside AWS, and the channel that leads into it; each created, or given. */
export class LakeDestination extends Construct implements EventDestination {
  readonly environment: EventDestination['environment'];
  readonly statements: readonly IamStatement[];

  constructor(scope: Construct, id: string, props: LakeDestinationProps) {
    super(scope, id);
    const { eventDataStore, channel } = props.settings;
    const storeArn = eventDataStore.kind === 'given' ? eventDataStore.arn : this.#createStore(props, eventDataStore);
    const channelArn = channel.kind === 'given' ? channel.arn : this.#createChannel(props, storeArn);
    this.environment = { DESTINATION: 'cloudtrail-lake', CHANNEL_ARN: channelArn };
    this.statements = [{ actions: ['cloudtrail-data:PutAuditEvents'], resources: [channelArn] }];
  }

  #createStore(
    { names, keyArn, protection }: LakeDestinationProps,
    { retentionDays, terminationProtection }: { readonly retentionDays: number; readonly terminationProtection: boolean },
  ): string {
    return new CloudtrailEventDataStore(this, 'event-data-store', {
      name: operatedNames(names).eventDataStore,
      retentionPeriod: retentionDays,
      terminationProtectionEnabled: terminationProtection,
      kmsKeyId: keyArn,
      // Integration events go into a store of one Region.
      multiRegionEnabled: false,
      advancedEventSelector: [
        { name: 'Activity from outside AWS', fieldSelector: [{ field: 'eventCategory', equalTo: ['ActivityAuditLog'] }] },
      ],
      lifecycle: dataLifecycle(protection),
    }).arn;
  }

  /** Through CloudFormation: Terraform's AWS provider has no resource for a channel. */
  #createChannel({ names }: LakeDestinationProps, storeArn: string): string {
    const template = {
      Resources: {
        Channel: {
          Type: 'AWS::CloudTrail::Channel',
          Properties: {
            Name: operatedNames(names).channel,
            Source: 'Custom',
            Destinations: [{ Type: 'EVENT_DATA_STORE', Location: storeArn }],
          },
        },
      },
      Outputs: { ChannelArn: { Value: { 'Fn::GetAtt': ['Channel', 'ChannelArn'] } } },
    };
    const stack = new CloudformationStack(this, 'channel', {
      name: names.of('cloudformationStack', 'activity-log-channel'),
      templateBody: JSON.stringify(template),
    });
    exceptFromPolicies(stack, { CKV_AWS_124: 'Terraform waits for the stack and fails with its message: nobody else has to hear of it.' });
    return stack.outputs.lookup('ChannelArn');
  }
}
