import { answerOver, type KustoAnswer, type Row, traces } from '../../kusto';
import { AzureRefusal } from '../azure-rest/rest-route';

/** An Application Insights component, asked by its own id: its tables have other names there than in its workspace. */
export interface Component {
  readonly resourceId: string;
  /** What a function app has logged: rows of `traces`. */
  traces(): readonly Row[];
}

/**
 * @param timespan like `2026-11-21T03:00:00Z/2026-11-22T03:00:00Z`: the end is not in it
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/timeouts
 * @throws {AzureRefusal} for a timespan of another kind
 */
export async function askComponent(component: Component, query: string, timespan: string | undefined): Promise<KustoAnswer> {
  const rows = component.traces().filter(within(timespan));
  const [answer] = await answerOver([query], [{ table: traces, rows }], new Date());
  return answer as KustoAnswer;
}

function within(timespan: string | undefined): (row: Row) => boolean {
  if (timespan === undefined) return () => true;
  const [from = Number.NaN, to = Number.NaN] = timespan.split('/').map(moment => Date.parse(moment));
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new AzureRefusal(501, 'UnsupportedByStandIn', `This stand-in takes a timespan from a moment to a moment, not ${timespan}.`);
  return ({ timestamp }) => {
    const at = Date.parse(String(timestamp));
    return at >= from && at < to;
  };
}
