import { Names, operatedNames } from '@audit-bridge/naming';
import { CloudTrailClient, GetChannelCommand, paginateListChannels } from '@aws-sdk/client-cloudtrail';
import { isNotFound } from '../describe-problem';
import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';
import { lakeSettingsOf } from './cloudtrail-lake';

/** An account and Region has one channel for each source, and ours is `Custom`: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateChannel.html */
export const cloudtrailChannel: PreflightCheck = {
  id: 'cloudtrail-channel',
  title: 'CloudTrail Lake: channel',
  cloud: 'aws',
  reads: ['cloudtrail:ListChannels', 'cloudtrail:GetChannel'],
  applies: environment => lakeSettingsOf({ environment }) !== undefined,
  async run(context) {
    const settings = lakeSettingsOf(context);
    if (settings === undefined) return [];
    const client = context.clouds.aws.client(CloudTrailClient);
    const { channel, eventDataStore } = settings;
    return [
      channel.kind === 'given'
        ? await given(client, channel.arn, eventDataStore.kind === 'given' ? eventDataStore.arn : undefined)
        : await created(client, operatedNames(Names.ofEnvironment(context.environment)).channel),
    ];
  },
};

async function given(client: CloudTrailClient, arn: string, storeArn: string | undefined): Promise<Finding> {
  try {
    const { Destinations = [], Source } = await client.send(new GetChannelCommand({ Channel: arn }));
    if (Source !== 'Custom')
      return missing(
        `The given channel is ${Source}'s, and takes its events alone.`,
        "Give one with the source 'Custom'.",
        'aws cloudtrail list-channels',
      );
    if (storeArn !== undefined && !Destinations.some(({ Location }) => Location === storeArn))
      return missing(
        `The given channel leads to ${Destinations.map(({ Location }) => Location).join(', ') || 'nothing'}, not to the given event data store.`,
        'Give the event data store that it leads to, or let it lead to the given one.',
        `aws cloudtrail update-channel --channel ${arn} --destinations Type=EVENT_DATA_STORE,Location=${storeArn}`,
      );
    return ok('The given channel is there, and leads to the event data store.');
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return missing('The given channel is not there.', 'Correct destination.channel.arn.', 'aws cloudtrail list-channels');
  }
}

async function created(client: CloudTrailClient, own: string): Promise<Finding> {
  for await (const { Channels = [] } of paginateListChannels({ client }, {})) {
    for (const { ChannelArn, Name } of Channels) {
      // What AWS services make for themselves cannot be looked at, and is in nobody's way.
      if (Name?.startsWith('aws-service-channel/')) continue;
      const { Destinations = [], Source } = await client.send(new GetChannelCommand({ Channel: ChannelArn }));
      if (Source !== 'Custom') continue;
      if (Name === own) return ok(`${own} is there already.`);
      const [destination] = Destinations;
      return missing(
        `The account's one channel with the source 'Custom' is ${Name}, and it leads to ${destination?.Location ?? 'nothing'}.`,
        `Write channel: { kind: 'given', arn: '${ChannelArn}' }, eventDataStore: { kind: 'given', arn: '${destination?.Location ?? '...'}' }, or delete it if nobody uses it.`,
        `aws cloudtrail get-channel --channel ${ChannelArn}`,
      );
    }
  }
  return ok("The account has no channel with the source 'Custom' yet; the environment makes it.");
}
