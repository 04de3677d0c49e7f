export { CachedSecret, type CachedSecretSettings } from './cached-secret';
export { SecretUnavailableError } from './errors';
