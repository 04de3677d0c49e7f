/** Every query asks the workspace of the report, wherever the workbook is opened from. */
export const askWorkspace = (workspaceResourceId: string) => ({
  queryType: 0,
  resourceType: 'microsoft.operationalinsights/workspaces',
  crossComponentResources: [workspaceResourceId],
});

export interface QueryItem {
  /** Stable word. */
  readonly name: string;
  readonly title: string;
  readonly query: string;
  readonly visualization: 'table' | 'tiles' | 'barchart' | 'categoricalbar';
  readonly settings: object;
  readonly noDataMessage: string;
  /** Percent of the page. @default 100 */
  readonly width?: 50;
}

export const queryItem = ({ name, title, query, visualization, settings, noDataMessage, width }: QueryItem, workspace: object) => ({
  type: 3,
  content: {
    version: 'KqlItem/1.0',
    query,
    size: visualization === 'tiles' ? 4 : 0,
    title,
    noDataMessage,
    timeContextFromParameter: 'TimeRange',
    showExportToExcel: visualization === 'table',
    visualization,
    ...settings,
    ...workspace,
  },
  ...(width === undefined ? {} : { customWidth: String(width) }),
  name,
});

export const heading = (name: string, markdown: string) => ({ type: 1, content: { json: markdown }, name });

/** What is shown where no snapshot is complete: nothing would look like "no keys". */
export const noSnapshot = 'No complete snapshot in this time range: look at the health of the latest runs below.';
