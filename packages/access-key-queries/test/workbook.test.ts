import { workbook } from '../src';

/** As Terraform fills it in later. */
const workspaceResourceId = '$' + '{azurerm_log_analytics_workspace.reports.id}';
const options = { tableName: 'AwsAccessKeys_CL', maxKeyAgeDays: 90, workspaceResourceId };

interface Asked {
  readonly name: string;
  readonly query: string;
  readonly queryType: number;
  readonly resourceType: string;
  readonly crossComponentResources: readonly string[];
  readonly timeContextFromParameter: string;
}

interface Item {
  readonly type: number;
  readonly name: string;
  readonly content: Partial<Asked> & {
    readonly title?: string;
    readonly json?: string;
    readonly visualization?: string;
    readonly noDataMessage?: string;
  };
}

interface Book {
  readonly items: readonly Item[];
}

const read = (changes: object = {}) => JSON.parse(JSON.stringify(workbook({ ...options, ...changes }))) as Book;
const { items, ...rest } = read();
const parametersOf = (book: Book) => {
  const item = book.items.find(({ type }) => type === 9) as unknown as { content: { parameters: readonly Record<string, unknown>[] } };
  return item.content.parameters;
};
const parameters = parametersOf({ items });
const queries = items.filter(({ type }) => type === 3);
const asked = [
  ...queries.map(({ name, content }) => ({ ...content, name })),
  ...parameters.filter(({ query }) => query !== undefined),
] as unknown as readonly Asked[];

describe('workbook', () => {
  it('is in the form that Azure Monitor keeps, and the same each time', () => {
    expect(rest).toEqual({
      version: 'Notebook/1.0',
      fallbackResourceIds: [workspaceResourceId],
      $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
    });
    expect(JSON.stringify(workbook(options))).toBe(JSON.stringify(workbook(options)));
  });

  it('asks the workspace of the report with every query, in the time range that the reader chose', () => {
    expect(asked.length).toBeGreaterThan(10);
    for (const { query, queryType, resourceType, crossComponentResources, timeContextFromParameter } of asked) {
      expect({ queryType, resourceType, crossComponentResources, timeContextFromParameter }).toEqual({
        queryType: 0,
        resourceType: 'microsoft.operationalinsights/workspaces',
        crossComponentResources: [workspaceResourceId],
        timeContextFromParameter: 'TimeRange',
      });
      expect(query).toContain('TimeGenerated {TimeRange}');
      expect(query).toContain('AwsAccessKeys_CL');
    }
  });

  it('names parameters that exist, and uses each', () => {
    const names = parameters.map(({ name }) => name as string);
    const references = [...JSON.stringify(items).matchAll(/(?<![$])\{([A-Za-z]\w*)\}/g)].map(([, name]) => name);
    expect(new Set(references)).toEqual(new Set(names));
    expect(names).toEqual(['TimeRange', 'Account', 'MaxKeyAgeDays']);
  });

  it('gives parameters and items identities of their own', () => {
    const ids = parameters.map(({ id }) => id as string);
    const names = items.map(({ name }) => name);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(names).size).toBe(names.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parametersOf(read({ maxKeyAgeDays: 30, tableName: 'Other_CL' })).map(({ id }) => id)).toEqual(ids);
  });

  it('lets the reader choose the age that the alert has, and others', () => {
    const choices = (days: number) => {
      const [parameter] = parametersOf(read({ maxKeyAgeDays: days })).filter(({ name }) => name === 'MaxKeyAgeDays');
      return {
        value: parameter?.value,
        list: (JSON.parse(parameter?.jsonData as string) as { value: string }[]).map(({ value }) => value),
      };
    };
    expect(choices(90)).toEqual({ value: '90', list: ['30', '60', '90', '180', '365'] });
    expect(choices(45)).toEqual({ value: '45', list: ['30', '45', '60', '90', '180', '365'] });
  });

  it('shows every column that it dresses or draws', () => {
    for (const { name, content } of queries) {
      const columns = JSON.stringify(content).matchAll(/"(?:columnMatch|xAxis|sortCriteriaField)":"\^?(\w+)\$?"/g);
      for (const [, column] of columns) expect(`${name}: ${content.query}`).toMatch(new RegExp(`\\b${column}\\b`));
    }
  });

  it('says what an empty answer means, and asks the two main questions right below the numbers', () => {
    for (const { content } of queries) expect(content.noDataMessage).toMatch(/\.$/);
    expect(queries.slice(0, 3).map(({ content }) => `${content.visualization}: ${content.title}`)).toEqual([
      'tiles: At the latest complete snapshot',
      'table: Which keys are older than {MaxKeyAgeDays} days?',
      'barchart: How were keys created over time?',
    ]);
  });
});
