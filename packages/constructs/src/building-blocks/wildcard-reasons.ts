/** Every statement that names no resource, by its sid, and why it cannot. An invariant test holds this list against the synthesized policies. */
export const wildcardReasons = {
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_policies.html */
  TokenForAzure: 'sts:GetWebIdentityToken acts on no resource; a condition binds it to the one audience and algorithm.',
  /** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
  KeyAdministration: "In a key's own policy '*' is that key alone. Without this statement the account locks itself out of it.",
  KeyForLogs: "In a key's own policy '*' is that key alone; a condition binds it to this account's log groups.",
  KeyForAlarms: "In a key's own policy '*' is that key alone; a condition binds it to this account.",
  KeyForCloudTrail: "In a key's own policy '*' is that key alone; a condition binds it to this account.",
  KeyForSecurityLake: "In a key's own policy '*' is that key alone; conditions bind it to the service-linked roles of this account.",
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html */
  PublishMetrics: 'cloudwatch:PutMetricData acts on no resource; a condition binds it to two namespaces.',
  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html */
  ReadSecurityConfiguration:
    'glue:GetSecurityConfiguration acts on no resource; it reads which key encrypts, and a condition binds it to the Region.',
  /** https://docs.aws.amazon.com/lake-formation/latest/dg/permissions-reference.html */
  LakeDataAccess:
    'lakeformation:GetDataAccess acts on no resource: Lake Formation decides by its own grants; a condition binds it to the Region.',
  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
  ReadUsers: 'iam:ListUsers and iam:GetAccountSummary act on no resource; a condition binds them to the one function.',
  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
  ListAccounts: 'organizations:ListAccounts acts on no resource; a condition binds it to the one function.',
  AssumeReaderRoles:
    'Which accounts the organization has shows at each run. The role has one name in each, trusts this role alone, and a condition keeps to the organization.',
  MacsForOneRole: "In a key's own policy '*' is that key alone, and a denial gives nothing away.",
  DenyPlainHttp: "In a queue's own policy '*' is that queue alone, and a denial gives nothing away.",
} as const;

export type WildcardSid = keyof typeof wildcardReasons;
