import { AwsRefusal, type AwsRoute } from '../aws-route';
import { jsonRoute } from '../protocols/json-route';

export interface Channel {
  readonly arn: string;
  readonly name: string;
  /** `Custom`, or a partner's. */
  readonly source: string;
  /** ARN of the event data store that it leads to. */
  readonly storeArn: string;
}

/**
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListChannels.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetChannel.html
 */
export const cloudtrailChannels = (channels: readonly Channel[]): readonly AwsRoute[] => [
  jsonRoute('cloudtrail', 'ListChannels', () => ({ Channels: channels.map(({ arn, name }) => ({ ChannelArn: arn, Name: name })) })),
  jsonRoute('cloudtrail', 'GetChannel', ({ Channel: asked }) => {
    const found = channels.find(({ arn }) => arn === asked || arn.endsWith(`/${asked}`));
    if (found === undefined) throw new AwsRefusal('ChannelNotFoundException', `Channel ${asked} was not found.`);
    const { arn, name, source, storeArn } = found;
    return { ChannelArn: arn, Name: name, Source: source, Destinations: [{ Type: 'EVENT_DATA_STORE', Location: storeArn }] };
  }),
];
