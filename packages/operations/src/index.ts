export type { AzureConnections } from './azure-connections';
export { type BridgeOptions, runBridge } from './bridge';
