import type { Environment } from '@audit-bridge/config';
import { type Azurite, startAzurite } from '../emulators/azurite';
import { type Certificate, createCertificate } from '../emulators/certificate';
import { type FaultProxy, startFaultProxy } from '../emulators/fault-proxy';
import type { EventArrivals } from '../emulators/lakes/event-arrivals';
import type { LambdaFunction } from '../emulators/lambda-runtime';
import { type Moto, type MotoProps, startMoto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { clientIds, person, tenantId } from '../emulators/test-tenant';
import { startWebIdentity, type WebIdentity } from '../emulators/web-identity';
import { localEnvironment } from '../environment/local-environment';
import { FunctionMetrics } from './function-metrics';
import { HostTraces } from './host-traces';
import { LocalTriggers } from './local-triggers';
import { once } from './once';
import { type SharedEventHubs, startSharedEventHubs } from './shared-event-hubs';

const noArrivals: Pick<EventArrivals, 'behind'> = { behind: async function* () {} };

export interface LocalCloudsProps extends MotoProps {
  /** @default with one subscription, and CloudTrail Lake as its destination */
  readonly environment?: Environment;
}

/**
 * The emulators that the pipelines of one run share, with the account and the tenant in which all of them act. Each is started when the first pipeline asks
 * for it; what only one pipeline meets, it starts itself.
 */
export class LocalClouds {
  readonly environment: Environment;
  /** The Lambda functions that run, by the names that they have in AWS. */
  readonly functions = new Map<string, LambdaFunction>();
  readonly metrics = new FunctionMetrics();
  readonly triggers = new LocalTriggers();
  /** Whose access keys a pipeline reports, beside the own account. */
  memberAccountIds: readonly string[] = [];
  /** What the function app has logged. */
  readonly traces = new HostTraces();
  /** What CloudTrail Lake has taken, once a pipeline delivers there. */
  arrivals: Pick<EventArrivals, 'behind'> = noArrivals;

  constructor(
    private readonly running: Running,
    private readonly props: LocalCloudsProps = {},
  ) {
    this.environment = props.environment ?? localEnvironment();
    running.add(Promise.resolve(this.metrics));
  }

  readonly certificate: () => Promise<Certificate> = once(() => this.running.add(createCertificate()));

  readonly moto: () => Promise<Moto> = once(() => this.running.add(startMoto(this.props)));

  readonly azurite: () => Promise<Azurite> = once(async () => {
    const certificate = await this.certificate();
    return this.running.add(startAzurite({ certificate }));
  });

  readonly eventHubs: () => Promise<SharedEventHubs> = once(() => this.running.add(startSharedEventHubs()));

  /** The way of `AssumeRole` to moto. */
  readonly sessions: () => Promise<FaultProxy> = once(async () => {
    const { url } = await this.moto();
    return this.running.add(startFaultProxy({ target: url }));
  });

  /** Where functions in AWS, and the person at the command line, get their tokens for Azure. */
  readonly webIdentity: () => Promise<WebIdentity> = once(async () => {
    const [certificate, sessions] = await Promise.all([this.certificate(), this.sessions()]);
    const props = { certificate, tenantId, clientIds: Object.values(clientIds), assumeRoleUrl: sessions.url, person };
    return startWebIdentity(this.running, props);
  });
}
