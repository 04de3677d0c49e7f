import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { testChannelArn } from './cloudtrail-arns';
import type { ChooseFault, CloudTrailDataFault } from './cloudtrail-data-faults';
import { checkEventData } from './event-data-check';
import { type Acceptance, type AcceptedEvent, EventLedger } from './event-ledger';
import { type LocalServer, listenLocally, readBody } from './local-server';
import { type AuditEvent, readAuditEvents } from './put-audit-events-request';
import { checkSignature } from './signature-v4-check';
import { testAccountId } from './test-account';

export interface CloudTrailDataProps {
  /** @default an example ARN of the emulators' account */
  readonly channelArn?: string;
  /** The account of the channel. @default the emulators' account */
  readonly recipientAccountId?: string;
  /** False counts accepted events without keeping them. @default true */
  readonly keepEvents?: boolean;
  /** Called for every event in the order of acceptance. */
  readonly onAccepted?: (event: AcceptedEvent, acceptance: Acceptance) => void;
}

export interface CloudTrailData extends LocalServer {
  readonly channelArn: string;
  readonly ledger: EventLedger;
  /** Chooses what goes wrong; undefined: nothing. Set it at any time. */
  chooseFault: ChooseFault | undefined;
  /** Added to every answer. */
  latencyMilliseconds: number;
  /** How many requests have arrived. */
  requestCount(): number;
}

interface Refusal {
  readonly id: string;
  readonly errorCode: string;
  readonly errorMessage: string;
}

/**
 * A stand-in for CloudTrail Lake's ingestion endpoint, which no emulator has: for `AWS_ENDPOINT_URL_CLOUDTRAIL_DATA`.
 * It enforces the signature, the channel and the documented limits, and answers failures of single events inside a 200.
 *
 * @see https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
 */
export async function startCloudTrailData(props: CloudTrailDataProps = {}): Promise<CloudTrailData> {
  const { channelArn = testChannelArn, recipientAccountId = testAccountId } = props;
  const ledger = new EventLedger(props.keepEvents);
  let requestNumber = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const number = ++requestNumber;
    const body = await readBody(request);
    if (self.latencyMilliseconds > 0) await sleep(self.latencyMilliseconds);
    const problem = checkSignature(request, body, 'cloudtrail-data') ?? checkTarget(request, channelArn);
    if (problem !== undefined) return refuse(response, problem.status, problem.code, problem.message);
    const read = readAuditEvents(body);
    if ('problem' in read) return refuse(response, read.problem.status, read.problem.code, read.problem.message);

    const fault = self.chooseFault?.({ requestNumber: number, ids: read.events.map(({ id }) => id) });
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset' && fault.when === 'before') return void request.socket.resetAndDestroy();
    if (fault?.kind === 'refuse-request') return refuse(response, fault.status, fault.errorType, 'An injected fault.');
    const result = take(read.events, number, fault);
    if (fault?.kind === 'reset') return void request.socket.resetAndDestroy();
    answer(response, 200, result);
  }

  function take(events: readonly AuditEvent[], number: number, fault: CloudTrailDataFault | undefined) {
    const successful: { id: string; eventID: string }[] = [];
    const failed: Refusal[] = [];
    for (const [index, { id, eventData }] of events.entries()) {
      const refusal = injectedRefusal(fault, id, index) ?? checkEventData(eventData, recipientAccountId);
      if (refusal !== undefined) {
        failed.push({ id, ...refusal });
        continue;
      }
      const event = { id, eventData, receivedAtMilliseconds: Date.now(), requestNumber: number };
      const acceptance = ledger.accept(event);
      props.onAccepted?.(event, acceptance);
      successful.push({ id, eventID: randomUUID() });
    }
    return { successful, failed };
  }

  const server = await listenLocally((request, response) => {
    // A client that goes away while it is served is no error of this server.
    serve(request, response).catch(() => request.socket.destroy());
  });
  const self: CloudTrailData = {
    ...server,
    channelArn,
    ledger,
    chooseFault: undefined,
    latencyMilliseconds: 0,
    requestCount: () => requestNumber,
  };
  return self;
}

function injectedRefusal(fault: CloudTrailDataFault | undefined, id: string, index: number): Omit<Refusal, 'id'> | undefined {
  if (fault?.kind !== 'refuse-entries' || !fault.entries(id, index)) return undefined;
  return { errorCode: fault.errorCode, errorMessage: 'An injected fault.' };
}

function checkTarget(request: IncomingMessage, channelArn: string) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const refused = (code: string, message: string) => ({ status: code === 'UnknownOperationException' ? 404 : 400, code, message });
  if (request.method !== 'POST' || pathname !== '/PutAuditEvents')
    return refused('UnknownOperationException', `There is no ${request.method} ${pathname}.`);
  const channel = searchParams.get('channelArn') ?? '';
  if (!channel.startsWith('arn:')) return refused('InvalidChannelARN', 'The specified channel ARN is not a valid channel ARN.');
  if (channel !== channelArn) return refused('ChannelNotFound', 'The channel could not be found.');
  return undefined;
}

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, errorType: string, message: string): void {
  answer(response, status, { message }, { 'x-amzn-errortype': errorType });
}
