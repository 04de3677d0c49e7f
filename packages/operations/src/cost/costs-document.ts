import type { Environment } from '@audit-bridge/config';
import { type Estimate, estimate } from './estimate';
import { leftOut } from './left-out';
import { measureBytes } from './measured-bytes';
import { dollars } from './print-estimate';
import { type UnitPrice, unitPrices } from './unit-prices';

const volumes = [10_000, 100_000, 1_000_000] as const;
const shownVolume = 1_000_000;
const shownItems = 12;
const keys = 1_000;

/** `docs/costs.md`: what the shipped environments cost, made from the same file as `bridge cost`. */
export function costsDocument(environments: readonly Environment[]): string {
  const bytes = measureBytes();
  const of = (environment: Environment, eventsPerDay: number) => estimate(environment, { eventsPerDay, keys, bytes });
  const lines = [
    '# What it costs',
    '',
    'Made from `packages/operations/src/cost`; a test holds it equal. For an environment of your own and your own volume:',
    '',
    '```sh',
    'npx --yes pnpm@12 bridge cost dev --events-per-day 250000 --all',
    '```',
    '',
    `An event has ${round(bytes.record)} bytes as Azure exports it, ${round(bytes.event)} as CloudTrail Lake or CloudWatch Logs takes it, and ${round(bytes.lake)} as Parquet in the lake: averages of the`,
    'generator that the local run uses. Measure yours: a tenant that deploys a lot has longer records.',
    '',
    '## The shipped environments',
    '',
    `US dollars a month, with one subscription and ${keys.toLocaleString('en')} access keys. *Always* is paid when nothing happens too.`,
    '',
    ...table(
      ['environment', 'always', ...volumes.map(volume => `${volume.toLocaleString('en')} events a day`)],
      environments.map(environment => [
        `\`${environment.name}\``,
        dollars(of(environment, 0).total),
        ...volumes.map(volume => dollars(of(environment, volume).total)),
      ]),
    ),
    '',
    ...environments.flatMap(environment => ofEnvironment(environment.name, of(environment, shownVolume))),
    '## What is not in it',
    '',
    ...leftOut.map(line => `- ${line}`),
    '',
    '## The prices',
    '',
    '*Seen* prices were found again in price lists that others have recorded; *recalled* ones were compared with nothing. Both age: the vendor decides.',
    '',
    ...table(
      ['price', 'US dollars', 'of one', 'Region', 'written down', 'evidence'],
      Object.entries(unitPrices).map(([name, price]: [string, UnitPrice]) => [
        `[${name}](${price.source})`,
        String(price.dollars),
        price.unit,
        price.region,
        price.readOn,
        price.evidence,
      ]),
    ),
    '',
  ];
  return lines.join('\n');
}

function ofEnvironment(name: string, found: Estimate): readonly string[] {
  return [
    `### \`${name}\` at ${shownVolume.toLocaleString('en')} events a day`,
    '',
    ...table(
      ['pipeline', 'always', 'by event'],
      found.pipelines.map(({ byEvents, fixed, pipeline }) => [pipeline, dollars(fixed), dollars(byEvents)]),
    ),
    '',
    ...table(
      ['what drives it', 'pipeline', 'US dollars', 'share', 'paid', 'because'],
      found.items
        .slice(0, shownItems)
        .map(item => [
          item.resource,
          item.pipeline,
          dollars(item.dollars),
          `${round(item.share * 100)} %`,
          item.driver === 'fixed' ? 'always' : 'by event',
          item.because,
        ]),
    ),
    '',
  ];
}

const round = (value: number): string => Math.round(value).toLocaleString('en');

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${columns.join(' | ')} |`,
  `|${columns.map(() => '---').join('|')}|`,
  ...rows.map(row => `| ${row.join(' | ')} |`),
];
