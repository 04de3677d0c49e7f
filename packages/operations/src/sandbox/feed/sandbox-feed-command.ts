import { agree, notAgreedExitCode } from '../../agreement';
import type { SandboxCommand } from '../../bridge-command';
import { FeedRefusedError } from '../../feed/errors';
import { type FeedArguments, feedOptions, neededToFeed } from '../../feed/feed-options';
import { feeds, refuseRealEnvironment } from '../../feed/feeds';
import { sampleTraffic } from '../../feed/sample-traffic';
import { interruptedExitCode } from '../../interruption';
import type { SandboxContext } from '../sandbox-command';
import { SandboxIdentity } from '../sandbox-identity';

/** `bridge sandbox feed NAME` */
export const sandboxFeedCommand: SandboxCommand<FeedArguments> = {
  name: 'sandbox feed',
  positionals: '<name>',
  summary: "Sends the same generated records into a sandbox's event hub and into its container",
  needs: () => neededToFeed,
  options: feedOptions,
  run,
};

/** @throws {FeedRefusedError} where generated records would stand among real ones */
async function run(context: SandboxContext, { count, hours, seed, unmappable, yes }: FeedArguments): Promise<number> {
  const { environment, interruption, print } = context;
  const { id, owner } = SandboxIdentity.of(environment);
  const wanted = Object.entries(feeds).filter(([, { source }]) => source(environment) !== undefined);
  for (const [pipeline, { source }] of wanted) refuseRealEnvironment(environment, pipeline, source(environment));
  if (wanted.length === 0) throw new FeedRefusedError(environment.name, owner, 'has no pipeline that takes records');
  const opened = wanted.map(([pipeline, feed]) => ({ pipeline, ...feed.open(context) }));
  print(`Feed ${id} with ${count.toLocaleString('en')} generated records (seed ${seed}), the same for each pipeline`);
  for (const { destination, pipeline } of opened) print(`  ${pipeline}: ${destination}`);
  print(`  of ${environment.azure.subscriptionIds.length} subscriptions, the last ${hours} hours`);
  if (!(await agree(context, { question: 'Send them?', clouds: ['azure'], yes }))) return notAgreedExitCode;
  const now = Date.now();
  const sent: Record<string, number> = {};
  for (const { pipeline, send } of opened) {
    if (interruption.isRequested) break;
    sent[pipeline] = await send(sampleTraffic({ environment, count, hours, seed, unmappable, now }));
    print(`${pipeline}: ${sent[pipeline].toLocaleString('en')} of ${count.toLocaleString('en')} records sent.`);
  }
  context.result({ sent, count, seed });
  return interruption.isRequested ? interruptedExitCode : 0;
}
