import { printTable } from '@audit-bridge/terminal';
import type { Estimate } from './estimate';
import { leftOut } from './left-out';
import { type UnitPriceName, unitPrices } from './unit-prices';

const widthCharacters = 120;
const shownItems = 15;

export const dollars = (value: number): string => (value < 0.005 ? '< 0.01' : value.toFixed(2));

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** When the oldest of the prices was written down. */
export const oldestReading = (): string =>
  Object.values(unitPrices)
    .map(({ readOn }) => readOn)
    .sort()[0] ?? '';

/** Of those that the estimate used. */
export const recalledPrices = ({ items }: Estimate): readonly UnitPriceName[] =>
  [...new Set(items.map(({ price }) => price))].filter(price => unitPrices[price].evidence === 'recalled').sort();

export function printEstimate(found: Estimate, all: boolean, print: (line: string) => void): void {
  const { byEvents, bytes, eventsPerDay, fixed, items, pipelines, total } = found;
  const shown = all ? items : items.slice(0, shownItems);
  print(
    printTable(
      {
        title: 'What drives it, US dollars a month',
        columns: ['resource', 'pipeline', 'dollars', 'share', 'paid', 'because'],
        rows: shown.map(item => [
          item.resource,
          item.pipeline,
          dollars(item.dollars),
          percent(item.share),
          item.driver === 'fixed' ? 'always' : 'by event',
          item.because,
        ]),
        totalRows: items.length,
      },
      widthCharacters,
    ),
  );
  print('');
  print(
    printTable(
      {
        title: 'By pipeline',
        columns: ['pipeline', 'always', 'by event', 'together'],
        rows: pipelines.map(({ byEvents: variable, fixed: always, pipeline }) => [
          pipeline,
          dollars(always),
          dollars(variable),
          dollars(always + variable),
        ]),
        totalRows: pipelines.length,
      },
      widthCharacters,
    ),
  );
  print('');
  print(
    `Together about ${dollars(total)} dollars a month: ${dollars(fixed)} always, ${dollars(byEvents)} for ${eventsPerDay.toLocaleString('en')} events a day of ${Math.round(bytes.record).toLocaleString('en')} bytes each (the generator's average).`,
  );
  print(
    `Prices of ${oldestReading()} (packages/operations/src/cost/unit-prices.ts), not compared with a price list: ${recalledPrices(found).join(', ') || 'none'}.`,
  );
  print('Not in it:');
  for (const line of leftOut) print(`  ${line}`);
}
