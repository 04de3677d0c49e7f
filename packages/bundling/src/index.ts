export { type BundleFunctionsOptions, type BundleProgress, bundleFunctions } from './bundle-functions';
export { bundlingRule, entryName, sizeLimitBytes } from './bundling-rule';
export { FunctionNotBundledError, UnknownFunctionError } from './errors';
export type { FunctionArtifact } from './function-artifact';
