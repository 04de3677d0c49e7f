import type { Names } from '@audit-bridge/naming';

/** Where the parts of the Azure half stand. */
export interface ReportPlace {
  readonly names: Names;
  readonly resourceGroupName: string;
  /** The workspace's region: rules, alerts and the workbook must stand in it. */
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The workspace's Azure Resource Manager id. */
  readonly workspaceId: string;
  /** `AwsAccessKeys_CL` */
  readonly tableName: string;
}
