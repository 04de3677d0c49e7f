/**
 * An integration event as CloudTrail Lake takes it. Members that are undefined are not printed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-integration-event-schema.html
 */
export interface CloudTrailEvent {
  /** Of this mapping. */
  readonly version: string;
  readonly userIdentity: {
    readonly type: 'AzureUser' | 'AzureServicePrincipal' | 'AzureService';
    readonly principalId: string;
    readonly details: JsonMembers | undefined;
  };
  /** The resource provider, lower-case: `microsoft.storage`. */
  readonly eventSource: string;
  readonly eventName: string;
  /** `yyyy-MM-ddTHH:mm:ssZ` */
  readonly eventTime: string;
  readonly UID: string;
  readonly requestParameters: JsonMembers | undefined;
  readonly responseElements: JsonMembers | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly sourceIPAddress: string | undefined;
  readonly recipientAccountId: string;
  readonly additionalEventData: JsonMembers;
}

/** Members of a JSON object; those that are undefined are not printed. */
export type JsonMembers = { readonly [key: string]: unknown };
