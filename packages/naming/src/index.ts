export { type AwsPlace, accountArn, functionArn, glueArn, oidcProviderArn, roleArn, streamArn, usersArn } from './arns';
export { NameDoesNotFitError } from './name-does-not-fit-error';
export { type NameLimit, nameLimits, type ResourceKind } from './name-limits';
export { type NamedEnvironment, type NameScope, Names, project } from './names';
export { locksPrefix, type OperatedNames, operatedNames } from './operated-names';
export { stableHash } from './stable-hash';
export { stackId } from './stack-id';
export { tokenAudience } from './token-audience';
export { tokenRole } from './token-role';
