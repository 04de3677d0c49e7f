export { WebIdentityError } from './errors';
export { WebIdentityCredential, type WebIdentityCredentialSettings } from './web-identity-credential';
