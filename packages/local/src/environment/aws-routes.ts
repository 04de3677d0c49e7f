import type { AwsRoute } from '../emulators/aws-gateway/aws-route';
import { lambdaInvoke } from '../emulators/aws-gateway/gateway/lambda-invoke';
import { accountRoutes } from './account-routes';
import type { LocalState } from './local-state';

/** What stands in front of moto: one line an operation. */
export const awsRoutes = (state: LocalState): readonly AwsRoute[] => [lambdaInvoke(name => state.functions.get(name)), ...accountRoutes(state)];
