/**
 * The one role of the Entra application that tokens for AWS are asked for: who is not assigned to it gets no token. The id is ours to choose, and fixed,
 * so that a pipeline assigns the role without asking the application for it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps
 */
export const tokenRole = { id: '49b4b549-6b12-5eee-9ee6-87de9fa2be77', value: 'AuditBridge.Forward' } as const;
