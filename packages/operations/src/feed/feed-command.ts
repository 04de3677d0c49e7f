import type { Environment, UserValueName } from '@audit-bridge/config';
import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeCommand, BridgeContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { FeedRefusedError } from './errors';
import { feedContainer } from './feed-container';
import { feedHub } from './feed-hub';
import { type SampleTraffic, sampleTraffic } from './sample-traffic';

interface FeedArguments {
  readonly count: number;
  readonly seed: number;
  readonly hours: number;
  readonly unmappable: number;
  readonly yes: boolean;
}

const needed: readonly UserValueName[] = ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'];

/** Where an environment's generated records go. */
interface Feed {
  readonly source: (environment: Environment) => 'diagnostic-setting' | 'generated' | 'given' | undefined;
  readonly open: (context: BridgeContext) => OpenFeed;
}

interface OpenFeed {
  /** For a person. */
  readonly destination: string;
  /** @returns how many records were taken */
  readonly send: (traffic: SampleTraffic) => Promise<number>;
}

const feeds: Readonly<Record<string, Feed>> = {
  'security-lake': {
    source: ({ pipelines }) => pipelines.securityLake?.source,
    open: context => {
      const hub = context.clouds.azure.eventHub();
      return {
        destination: `event hub ${hub.eventHubName} of ${hub.fullyQualifiedNamespace}`,
        send: traffic => feedHub(hub, traffic, context),
      };
    },
  },
  'cloudtrail-lake': {
    source: ({ pipelines }) => pipelines.cloudtrailLake?.source,
    open: context => {
      const container = context.clouds.azure.activityLogContainer();
      return { destination: `container ${container.url}`, send: traffic => feedContainer(container, traffic, context) };
    },
  },
};

/** `bridge feed ENV PIPELINE` */
export const feedCommand: BridgeCommand<FeedArguments> = {
  name: 'feed',
  summary: 'Sends generated records into a sandbox, in the place of Azure Monitor',
  pipelines: Object.keys(feeds),
  needs: () => needed,
  options,
  run,
};

function options(command: Argv): Argv<FeedArguments> {
  return command
    .option('count', { type: 'number', default: 1_000, describe: 'Records to send' })
    .option('seed', {
      type: 'number',
      defaultDescription: 'by the time of day',
      default: Math.floor(Date.now() / 1000),
      describe: 'Same seed, same events',
    })
    .option('hours', { type: 'number', default: 1, describe: 'The records tell of the last so many hours' })
    .option('unmappable', { type: 'number', default: 0.01, describe: 'Share of records that must be refused, to see what becomes of them' })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .check(({ count, hours, unmappable }) => {
      if (!Number.isSafeInteger(count) || count < 1) return '--count takes a whole number, 1 or more.';
      if (!(hours > 0)) return '--hours must be more than 0.';
      return (unmappable >= 0 && unmappable <= 1) || '--unmappable must be from 0 to 1.';
    })
    .epilogue("Only for environments whose source is 'generated'; never for production.");
}

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

function refuseRealEnvironment({ kind, name }: Environment, pipeline: string, source: string | undefined): void {
  if (kind === 'production') throw new FeedRefusedError(name, pipeline, 'is production');
  if (source === undefined) throw new FeedRefusedError(name, pipeline, 'has no such pipeline');
  if (source !== 'generated') throw new FeedRefusedError(name, pipeline, `takes real records (its source is '${source}')`);
}
