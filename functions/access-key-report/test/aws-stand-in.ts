import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, listenLocally, readBody } from '@audit-bridge/local/emulators/local-server';
import {
  type AnsweredKey,
  type AnsweredLastUse,
  type AnsweredUser,
  accountSummaryAnswer,
  assumeRoleAnswer,
  errorAnswer,
  lastUsedAnswer,
  listAccessKeysAnswer,
  listUsersAnswer,
} from './iam-answers';

export interface StandInUser extends AnsweredUser {
  readonly keys: readonly (AnsweredKey & { readonly lastUse?: AnsweredLastUse })[];
}

interface Fault {
  readonly action: string;
  /** How often; for ever when absent. */
  times?: number;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** What time the answer says it is. */
  readonly date?: Date;
  /** Instead of an answer: the connection is reset, the answer ends in its middle, or there is none. */
  readonly breaks?: 'reset' | 'truncated' | 'silent';
}

export interface ReceivedCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whose credentials signed it. */
  readonly accessKeyId: string | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly signedAt: number;
}

/** What IAM, STS, KMS and Organizations document, and moto lacks: pages, throttling, refusals, answers that break off. */
export class AwsStandIn {
  users: StandInUser[] = [];
  rootKeys = 0;
  usersPerPage = 100;
  keysPerPage = 100;
  secret = '';
  organization: Readonly<Record<string, unknown>>[] = [];
  readonly faults: Fault[] = [];
  readonly calls: ReceivedCall[] = [];

  private constructor(private readonly server: LocalServer) {}

  static async start(): Promise<AwsStandIn> {
    let standIn: AwsStandIn | undefined;
    const server = await listenLocally(async (request, response) => standIn?.serve(request, response));
    standIn = new AwsStandIn(server);
    return standIn;
  }

  get url(): string {
    return this.server.url;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = readCall(request, (await readBody(request)).toString());
    this.calls.push(call);
    const fault = this.faults.find(({ action, times = 1 }) => action === call.action && times > 0);
    if (fault?.times !== undefined) fault.times--;
    if (fault?.date !== undefined) response.setHeader('date', fault.date.toUTCString());
    if (fault?.breaks === 'silent') return;
    if (fault?.breaks === 'reset') return void request.socket.resetAndDestroy();
    const [status, body] =
      fault === undefined || fault.breaks !== undefined
        ? this.#answer(call)
        : [fault.status ?? 400, errorFor(request, fault.code ?? 'ServiceFailure', fault.message ?? 'as the test says')];
    if (fault?.breaks === 'truncated') return void response.writeHead(status).end(body.slice(0, body.length / 2));
    response.writeHead(status, { 'content-type': body.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1' }).end(body);
  }

  #answer({ action, parameters }: ReceivedCall): [status: number, body: string] {
    const start = Number(parameters.Marker?.replace('from ', '') ?? 0);
    const pageOf = <T>(all: readonly T[], size: number) => [all.slice(start, start + size), start + size < all.length] as const;
    switch (action) {
      case 'GetAccountSummary':
        return [200, accountSummaryAnswer(this.rootKeys)];
      case 'ListUsers': {
        const [users, more] = pageOf(this.users, this.usersPerPage);
        return [200, listUsersAnswer(users, more ? `from ${start + this.usersPerPage}` : undefined)];
      }
      case 'ListAccessKeys': {
        const user = this.users.find(({ name }) => name === parameters.UserName);
        if (user === undefined) return [404, errorAnswer('NoSuchEntity', `The user with name ${parameters.UserName} cannot be found.`)];
        const [keys, more] = pageOf(user.keys, this.keysPerPage);
        return [200, listAccessKeysAnswer(user.name, keys, more ? `from ${start + this.keysPerPage}` : undefined)];
      }
      case 'GetAccessKeyLastUsed':
        return this.#lastUsed(parameters.AccessKeyId ?? '');
      case 'AssumeRole':
        return [200, assumeRoleAnswer(`ASIA${parameters.RoleArn?.split(':')[4]}`)];
      case 'GenerateMac': {
        const mac = createHmac('sha256', 'key material').update(parameters.Message ?? '');
        return [200, JSON.stringify({ Mac: mac.digest('base64'), KeyId: parameters.KeyId, MacAlgorithm: parameters.MacAlgorithm })];
      }
      case 'ListAccounts':
        return [200, JSON.stringify({ Accounts: this.organization })];
      case 'GetSecretValue':
        return [200, JSON.stringify({ SecretString: this.secret })];
      default:
        return [400, errorAnswer('InvalidAction', `no ${action} here`)];
    }
  }

  #lastUsed(id: string): [number, string] {
    for (const user of this.users) {
      const key = user.keys.find(one => one.id === id);
      if (key !== undefined) return [200, lastUsedAnswer(user.name, key.lastUse ?? { region: 'N/A', serviceName: 'N/A' })];
    }
    const resource = `User: arn:aws:sts::123456789012:assumed-role/reporter/x is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${id}`;
    return [403, errorAnswer('AccessDenied', resource)];
  }
}

/** The query protocol's errors are XML, the others' JSON. */
function errorFor(request: IncomingMessage, code: string, message: string): string {
  return 'x-amz-target' in request.headers ? JSON.stringify({ __type: code, message }) : errorAnswer(code, message);
}

function readCall(request: IncomingMessage, body: string): ReceivedCall {
  const accessKeyId = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(String(request.headers['x-amz-date'])) ?? [];
  const signedAt = Date.parse(`${day}T${time}Z`.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:'));
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return { action: target.split('.').at(-1) ?? '', parameters: JSON.parse(body), accessKeyId, signedAt };
  const parameters = Object.fromEntries(new URLSearchParams(body));
  return { action: parameters.Action ?? '', parameters, accessKeyId, signedAt };
}
