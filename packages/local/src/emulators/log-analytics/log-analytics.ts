import { azureClouds } from '@audit-bridge/config';
import { type AnswerOptions, answerKusto, type KustoAnswer, KustoProblemsError, type Row, UnsupportedKustoError } from '../../kusto';
import { AzureRefusal, type AzureRequest } from '../azure-rest/rest-route';
import { type RestServiceProps, startRestService } from '../azure-rest/rest-service';
import type { BearerTokenRules } from '../bearer-token-check';
import type { LocalServer } from '../local-server';
import { askComponent, type Component } from './component';

/** What its tokens are asked for. */
export const logAnalyticsAudience = azureClouds.public.logAnalyticsUrl;

/** A workspace with the access keys' table. */
export interface Workspace extends Pick<AnswerOptions, 'tableName'> {
  /** Its customer id. */
  readonly id: string;
  /** What the table holds now. */
  rows(): Promise<readonly Row[]> | readonly Row[];
  /** What the data collection rule has logged. */
  dcrLogErrors(): Promise<readonly Row[]> | readonly Row[];
}

export interface LogAnalyticsProps extends Pick<RestServiceProps, 'certificate'> {
  readonly tokens: Omit<BearerTokenRules, 'audience'>;
  readonly workspaces: readonly Workspace[];
  /** @default none */
  readonly components?: readonly Component[];
}

/**
 * A stand-in for the queries of Log Analytics: Kusto over what a workspace's table holds, or a component's, as far as the project's translator understands it.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/azure-resource-queries
 */
export const startLogAnalytics = ({ certificate, components = [], tokens, workspaces }: LogAnalyticsProps): Promise<LocalServer> =>
  startRestService({
    certificate,
    tokens: { ...tokens, audience: logAnalyticsAudience },
    needsApiVersion: false,
    routes: [
      {
        method: 'POST',
        path: '/v1/workspaces/{workspaceId}/query',
        answer: async request => {
          const workspace = workspaces.find(({ id }) => id === request.parameters.workspaceId?.toLowerCase());
          if (workspace === undefined) throw new AzureRefusal(404, 'WorkspaceNotFoundError', 'The workspace could not be found.');
          return { body: { tables: [await tableOf(askWorkspace(workspace, queryOf(request)))] } };
        },
      },
      {
        method: 'POST',
        path: '/v1/{resourceId*}/query',
        answer: async request => {
          const resourceId = `/${request.parameters.resourceId}`.toLowerCase();
          const component = components.find(each => each.resourceId.toLowerCase() === resourceId);
          if (component === undefined) throw new AzureRefusal(404, 'ResourceNotFoundError', 'The resource could not be found.');
          const { timespan } = request.body as { readonly timespan?: string };
          return { body: { tables: [await tableOf(askComponent(component, queryOf(request), timespan))] } };
        },
      },
    ],
  });

function queryOf({ body }: AzureRequest): string {
  const { query } = (body ?? {}) as { readonly query?: unknown };
  if (typeof query === 'string') return query;
  throw new AzureRefusal(400, 'BadArgumentError', 'The request had some invalid properties: query is missing.');
}

async function askWorkspace({ tableName, ...workspace }: Workspace, query: string): Promise<KustoAnswer> {
  const [rows, dcrLogErrors] = await Promise.all([workspace.rows(), workspace.dcrLogErrors()]);
  return answerKusto(query, rows, { now: new Date(), dcrLogErrors, ...(tableName === undefined ? {} : { tableName }) });
}

async function tableOf(asking: Promise<KustoAnswer>): Promise<object> {
  try {
    const answer = await asking;
    const columns = answer.columns.map((name, index) => ({ name, type: answer.types[index] }));
    return { name: 'PrimaryResult', columns, rows: answer.rows };
  } catch (error) {
    if (error instanceof KustoProblemsError) throw new AzureRefusal(400, 'BadArgumentError', error.message);
    if (error instanceof UnsupportedKustoError) throw new AzureRefusal(501, 'UnsupportedByStandIn', error.message);
    throw error;
  }
}
