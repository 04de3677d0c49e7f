export { type BridgeOptions, runBridge } from './bridge';
export { type CloudConnections, cloudConnections } from './clouds/cloud-connections';
