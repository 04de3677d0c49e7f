import type { Names } from '@audit-bridge/naming';
import { ApplicationInsightsWorkbook } from '@cdktf/provider-azurerm/lib/application-insights-workbook';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { type WorkbookContent, workbookContent } from './workbook-items';

export interface BridgeWorkbookProps {
  readonly names: Names;
  /** `security-lake` */
  readonly pipeline: string;
  readonly description: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly content: WorkbookContent;
}

/** Shows how a pipeline's half on Azure is doing: what its alarms watch, over time. */
export class BridgeWorkbook extends Construct {
  constructor(scope: Construct, id: string, props: BridgeWorkbookProps) {
    super(scope, id);
    const { names, pipeline, description, resourceGroupName, location, tags, content } = props;
    new ApplicationInsightsWorkbook(this, 'workbook', {
      // Azure takes a GUID and nothing else; another one would be another workbook.
      name: names.guid(pipeline, 'health'),
      displayName: names.of('azureWorkbook', pipeline, 'health'),
      description,
      resourceGroupName,
      location,
      tags: { ...tags },
      category: 'workbook',
      // Stands in that resource's own list; the provider refuses capital letters in it.
      sourceId: Fn.lower(content.asks.resourceId),
      dataJson: JSON.stringify(workbookContent(content)),
    });
  }
}
