import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeCommand, BridgeContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { FeedRefusedError } from './errors';
import { type FeedArguments, feedOptions, neededToFeed } from './feed-options';
import { feeds, refuseRealEnvironment } from './feeds';
import { sampleTraffic } from './sample-traffic';

/** `bridge feed ENV PIPELINE` */
export const feedCommand: BridgeCommand<FeedArguments> = {
  name: 'feed',
  summary: 'Sends generated records into a sandbox, in the place of Azure Monitor',
  pipelines: Object.keys(feeds),
  needs: () => neededToFeed,
  options: feedOptions,
  run,
};

/** @throws {FeedRefusedError} where generated records would stand among real ones */
async function run(context: BridgeContext, { count, hours, seed, unmappable, yes }: FeedArguments): Promise<number> {
  const { environment, pipeline, print } = context;
  const feed = feeds[pipeline];
  if (feed === undefined) throw new FeedRefusedError(environment.name, pipeline, 'has no such pipeline');
  refuseRealEnvironment(environment, pipeline, feed.source(environment));
  const { destination, send } = feed.open(context);
  const traffic = sampleTraffic({ environment, count, hours, seed, unmappable, now: Date.now() });
  print(`Feed ${environment.name}-${pipeline} with ${count.toLocaleString('en')} generated records (seed ${seed})`);
  print(`  into:  ${destination}`);
  print(`  of:    ${environment.azure.subscriptionIds.length} subscriptions, the last ${hours} hours`);
  if (!(await agree(context, { question: 'Send them?', clouds: ['azure'], yes }))) return notAgreedExitCode;
  const sent = await send(traffic);
  print(`${sent.toLocaleString('en')} of ${count.toLocaleString('en')} records sent.`);
  context.result({ sent, count, seed });
  return context.interruption.isRequested ? interruptedExitCode : 0;
}
