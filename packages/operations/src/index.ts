export { type BridgeOptions, runBridge } from './bridge';
export { type CloudConnections, cloudConnections } from './clouds/cloud-connections';
export { commandDocument } from './command-line/command-document';
export { forEachCommand } from './commands';
