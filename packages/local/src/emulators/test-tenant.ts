/** The emulated Entra tenant. */
export const tenantId = '11111111-1111-4111-8111-111111111111';

/** The identities that an AWS role may become: one for the functions that read the activity log, one for the report of access keys. */
export const clientIds = {
  activityLogReader: '22222222-2222-4222-8222-222222222222',
  accessKeyReporter: '33333333-3333-4333-8333-333333333333',
} as const;

/** Who asks as a person: has logged in with Azure's command line, and may do everything that a stand-in can. */
export const person = {
  objectId: '44444444-4444-4444-8444-444444444444',
  name: 'operator@local.example',
  /** Azure's command line: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
  clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  /** What a login leaves behind. It is good for the stand-ins of this machine alone. */
  refreshToken: 'refresh-token-of-the-local-run',
} as const;
