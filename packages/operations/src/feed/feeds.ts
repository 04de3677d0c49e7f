import type { Environment } from '@audit-bridge/config';
import type { EnvironmentContext } from '../bridge-command';
import { fedRegisterOf } from '../fed/fed-register-of';
import { FeedRefusedError } from './errors';
import { feedContainer } from './feed-container';
import { feedHub } from './feed-hub';
import type { SampleTraffic } from './sample-traffic';

/** Where an environment's generated records go. */
export interface Feed {
  readonly source: (environment: Environment) => 'diagnostic-setting' | 'generated' | 'given' | undefined;
  readonly open: (context: EnvironmentContext) => OpenFeed;
}

export interface OpenFeed {
  /** For a person. */
  readonly destination: string;
  /** @returns how many records were taken */
  readonly send: (traffic: SampleTraffic) => Promise<number>;
}

/** By pipeline. */
export const feeds: Readonly<Record<string, Feed>> = {
  'security-lake': {
    source: ({ pipelines }) => pipelines.securityLake?.source,
    open: context => {
      const hub = context.clouds.azure.eventHub();
      return {
        destination: `event hub ${hub.eventHubName} of ${hub.fullyQualifiedNamespace}`,
        send: traffic => feedHub({ hub, register: fedRegisterOf(context) }, traffic, context),
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

/** @throws {FeedRefusedError} where generated records would stand among real ones */
export function refuseRealEnvironment({ kind, name }: Environment, pipeline: string, source: string | undefined): void {
  if (kind === 'production') throw new FeedRefusedError(name, pipeline, 'is production');
  if (source === undefined) throw new FeedRefusedError(name, pipeline, 'has no such pipeline');
  if (source !== 'generated') throw new FeedRefusedError(name, pipeline, `takes real records (its source is '${source}')`);
}
