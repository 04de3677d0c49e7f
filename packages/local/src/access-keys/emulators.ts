import type { ReportLine } from '@audit-bridge/terminal';
import { type Certificate, createCertificate } from '../emulators/certificate';
import type { EntraToken } from '../emulators/entra-token';
import { type FaultProxy, startFaultProxy } from '../emulators/fault-proxy';
import { type Moto, startMoto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { sdkVariables } from '../emulators/sdk-variables';
import { startWebIdentity } from '../emulators/web-identity';

export interface AccessKeysEmulators {
  readonly moto: Moto;
  /** The way of `AssumeRole` to moto. */
  readonly sessions: FaultProxy;
  readonly certificate: Certificate;
  readonly entra: EntraToken;
  readonly tenantId: string;
  /** The client id of the identity that the function's role may become. */
  readonly clientId: string;
  /** Where and who the function is: the SDKs' own variables. */
  readonly sdkVariables: Readonly<Record<string, string>>;
}

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '33333333-3333-4333-8333-333333333333';

/** Starts, side by side, all that the pipeline meets in two clouds, but for the place where the report arrives. */
export async function startEmulators(
  running: Running,
  props: { readonly report?: ReportLine; readonly signal?: AbortSignal } = {},
): Promise<AccessKeysEmulators> {
  const [{ certificate }, moto] = await Promise.all([
    running.add(createCertificate().then(created => ({ certificate: created, stop: created.remove }))),
    running.add(startMoto(props)),
  ]);
  const sessions = await running.add(startFaultProxy({ target: moto.url }));
  const { entra, sts } = await startWebIdentity(running, { certificate, tenantId, clientId, assumeRoleUrl: sessions.url });
  return { moto, sessions, certificate, entra, tenantId, clientId, sdkVariables: sdkVariables({ moto, sts, entra, certificate }) };
}
