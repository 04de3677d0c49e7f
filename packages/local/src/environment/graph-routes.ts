import type { AzureRoute } from '../emulators/azure-rest/rest-route';
import type { LocalState } from './local-state';

/** What Microsoft Graph's stand-in serves: one line a collection. */
export const graphRoutes = (_state: LocalState): readonly AzureRoute[] => [];
