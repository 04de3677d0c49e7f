export { type BundleFunctionsOptions, type BundleProgress, bundleFunctions } from './bundle-functions';
export { type BundleGlueScriptsOptions, bundleGlueScripts } from './bundle-glue-scripts';
export { type BundlingRule, bundlingRules } from './bundling-rule';
export { FunctionNotBundledError, GlueScriptsNotBundledError, UnknownFunctionError } from './errors';
export type { FunctionArtifact } from './function-artifact';
export type { FunctionKind } from './function-kind';
export type { GlueScriptArtifact } from './glue-script-artifact';
