import { join } from 'node:path';
import { operatedNames } from '@audit-bridge/naming';
import type { AwsRoute } from '../emulators/aws-gateway/aws-route';
import { lambdaInvoke } from '../emulators/aws-gateway/gateway/lambda-invoke';
import { testChannelArn, testEventDataStoreArn } from '../emulators/cloudtrail-arns';
import { athenaRoutes } from '../emulators/lakes/athena-routes';
import { cloudTrailLakeRoutes } from '../emulators/lakes/cloudtrail-lake-routes';
import { EventStore } from '../emulators/lakes/event-store';
import { LakeCatalog } from '../emulators/lakes/lake-catalog';
import { accountRoutes } from './account-routes';
import { localNames } from './local-environment';
import type { LocalState } from './local-state';
import { triggerRoutes } from './trigger-routes';

/** What stands in front of moto: one line an operation, or a service. */
export const awsRoutes = (state: LocalState): readonly AwsRoute[] => [
  lambdaInvoke(name => state.functions.get(name)),
  ...eventDataStoreRoutes(state),
  ...lakeRoutes(state),
  ...accountRoutes(state),
  ...triggerRoutes(state),
];

function eventDataStoreRoutes({ arrivals }: LocalState): readonly AwsRoute[] {
  const id = testEventDataStoreArn.slice(testEventDataStoreArn.lastIndexOf('/') + 1);
  const store = new EventStore(arrivals, id, testChannelArn);
  return cloudTrailLakeRoutes({ store, storeArn: testEventDataStoreArn, storeName: operatedNames(localNames).eventDataStore });
}

function lakeRoutes({ output }: LocalState): readonly AwsRoute[] {
  const { lakeDatabase: database, lakeWorkgroup } = operatedNames(localNames);
  const location = `s3://${localNames.of('s3Bucket', 'activity-log-lake')}/ext/azure-activity`;
  return athenaRoutes({
    workgroups: new Set([lakeWorkgroup]),
    answer: async (sql, asked) => {
      // Anew for each question: the lake grows.
      const catalog = await LakeCatalog.open({ folder: join(output, 'security-lake', 'lake'), database, location });
      try {
        return { answer: await catalog.answer(sql, asked), scannedBytes: catalog.bytes };
      } finally {
        catalog.close();
      }
    },
  });
}
