/**
 * What CloudTrail Lake takes in one integration event. Lengths are in characters (counted as UTF-16 code units, never fewer than characters),
 * sizes in bytes of JSON text; a kilobyte is read as 1,000 bytes, the smaller of its two meanings.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-integration-event-schema.html
 */
export const eventLimits = {
  versionCharacters: 256,
  userIdentityTypeCharacters: 128,
  principalIdCharacters: 1024,
  eventSourceCharacters: 1024,
  eventNameCharacters: 1024,
  uidCharacters: 1024,
  userAgentCharacters: 1024,
  errorCodeCharacters: 256,
  errorMessageCharacters: 256,
  requestParametersBytes: 100_000,
  responseElementsBytes: 100_000,
  additionalEventDataBytes: 28_000,
} as const;

/**
 * Our own limit, the schema names none: with it a whole event stays below 300 kB, so its entry, where quotes and backslashes double,
 * stays far below the 1 MB of a request.
 */
export const userIdentityDetailsBytes = 28_000;

/** https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_AuditEvent.html */
export const eventIdPattern = /^[-_A-Za-z0-9]{1,128}$/;
