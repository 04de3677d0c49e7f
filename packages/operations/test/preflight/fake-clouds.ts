import type { RestApi } from '@audit-bridge/azure-rest-api/rest-api';
import { RestApiError } from '@audit-bridge/azure-rest-api/rest-api-error';
import type { AwsClientSettings } from '../../src/clouds/aws-connections';
import type { CloudConnections } from '../../src/clouds/cloud-connections';

/** What a command answers, by the name of its class: `GetCallerIdentityCommand`. */
export type AwsAnswers = Readonly<Record<string, (input: never) => object>>;

/** What a path answers, without its query; a refusal is a status and a code. */
export type AzureAnswers = Readonly<Record<string, object | readonly [number, string]>>;

/** An error as the SDK throws it. */
export const awsError = (name: string, message = name): Error => Object.assign(new Error(message), { name });

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: never;
}

/** The SDK's own clients and paginators, whose calls are answered in memory; one that nobody expects fails the test. */
export function fakeClouds(aws: AwsAnswers, azure: AzureAnswers = {}): CloudConnections {
  const settings: AwsClientSettings = { region: 'eu-central-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
  const api = fakeRestApi(azure);
  return {
    aws: {
      settings,
      client: Client =>
        Object.assign(new Client(settings) as object, {
          send: async (command: Command) => {
            const answer = aws[command.constructor.name];
            if (answer === undefined) throw new Error(`Nobody expects a ${command.constructor.name}.`);
            return answer(command.input);
          },
        }) as InstanceType<typeof Client>,
    },
    azure: { resourceManager: () => api, graph: () => api } as CloudConnections['azure'],
  };
}

function fakeRestApi(answers: AzureAnswers): RestApi {
  const ask = async (method: string, path: string) => {
    const target = new URL(path, 'https://azure.example');
    const answer = answers[decodeURIComponent(target.pathname)];
    if (answer === undefined) throw new Error(`Nobody expects ${method} ${target.pathname}.`);
    if (Array.isArray(answer)) throw new RestApiError(method, target, Number(answer[0]), String(answer[1]), 'refused');
    return answer;
  };
  return {
    get: async path => (await ask('GET', path)) as never,
    send: async (method, path) => (await ask(method, path)) as never,
    async *list(path) {
      yield* ((await ask('GET', path)) as { readonly value: readonly never[] }).value;
    },
    pages: () => {
      throw new Error('Nobody expects pages.');
    },
  };
}
