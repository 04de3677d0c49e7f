export type { FunctionArtifact } from './function-artifact';
