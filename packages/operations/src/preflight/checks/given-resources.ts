import type { Environment } from '@audit-bridge/config';
import { isNotFound } from '../describe-problem';
import { type Finding, missing, ok } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

interface GivenResource {
  readonly what: string;
  readonly setting: string;
  readonly resourceId: string;
  readonly apiVersion: string;
}

/** What an environment takes of Azure that somebody else has made. */
function givenOf({ pipelines: { accessKeys, securityLake } }: Environment): readonly GivenResource[] {
  return [
    ...(accessKeys?.workspace.kind === 'given'
      ? [
          {
            what: 'workspace',
            setting: 'accessKeys.workspace.resourceId',
            resourceId: accessKeys.workspace.resourceId,
            apiVersion: '2023-09-01',
          },
        ]
      : []),
    ...(securityLake?.eventHub.kind === 'given'
      ? [
          {
            what: 'event hub',
            setting: 'securityLake.eventHub.resourceId',
            resourceId: securityLake.eventHub.resourceId,
            apiVersion: '2024-01-01',
          },
        ]
      : []),
  ];
}

export const givenResources: PreflightCheck = {
  id: 'given-resources',
  title: 'What Azure has already',
  cloud: 'azure',
  reads: ['*/read on each of them (the role Reader)'],
  applies: environment => givenOf(environment).length > 0,
  run: context => Promise.all(givenOf(context.environment).map(given => ask(context, given))),
};

async function ask({ clouds }: PreflightContext, { apiVersion, resourceId, setting, what }: GivenResource): Promise<Finding> {
  try {
    await clouds.azure.resourceManager().get(`${resourceId}?api-version=${apiVersion}`);
    return ok(`The given ${what} is there.`);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return missing(`The given ${what} is not there.`, `Correct ${setting}.`, `az resource show --ids ${resourceId}`);
  }
}
