/** Every statement that names no resource, by its sid, and why it cannot. An invariant test holds this list against the synthesized policies. */
export const wildcardReasons = {
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_policies.html */
  TokenForAzure: 'sts:GetWebIdentityToken acts on no resource; a condition binds it to the one audience and algorithm.',
  /** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
  KeyAdministration: "In a key's own policy '*' is that key alone. Without this statement the account locks itself out of it.",
  KeyForLogs: "In a key's own policy '*' is that key alone; a condition binds it to this account's log groups.",
  KeyForAlarms: "In a key's own policy '*' is that key alone; a condition binds it to this account.",
  KeyForCloudTrail: "In a key's own policy '*' is that key alone; a condition binds it to this account.",
  DenyPlainHttp: "In a queue's own policy '*' is that queue alone, and a denial gives nothing away.",
} as const;

export type WildcardSid = keyof typeof wildcardReasons;
