import type { AccessKeysSettings, Environment } from '@audit-bridge/config';
import type { CostItem } from '../cost-item';
import { daysPerMonth, keptGigabytes } from '../traffic';
import { byThePiece } from './by-the-piece';

const pipeline = 'access-keys';

/** Of a row of the report: docs/access-keys.md. */
const rowBytes = 600;
/** What the table's price holds already. */
const includedDays = 31;
/** Assumed, of 1,000 keys. */
const runSeconds = 60;

/** @param keys access keys of all reported accounts together */
export function accessKeysItems(environment: Environment, settings: AccessKeysSettings, keys: number): readonly CostItem[] {
  const runs = (24 / settings.schedule.everyHours) * daysPerMonth;
  const gigabytes = (runs * keys * rowBytes) / 1024 ** 3;
  const base = { pipeline, driver: 'fixed' } as const;
  return [
    ...byThePiece(environment, pipeline),
    {
      ...base,
      resource: 'rows of the report, taken',
      quantity: gigabytes,
      price: 'logAnalyticsIngestion',
      because: `${keys} keys every ${settings.schedule.everyHours} hours`,
    },
    {
      ...base,
      resource: 'rows of the report, kept',
      quantity: keptGigabytes(gigabytes, settings.workspace.retentionDays - includedDays),
      price: 'logAnalyticsRetention',
      because: `to day ${settings.workspace.retentionDays}`,
    },
    {
      ...base,
      resource: 'reporter',
      quantity: (runs * runSeconds * settings.reporter.memoryMegabytes) / 1024,
      price: 'lambdaArmDuration',
      because: `${runSeconds} seconds a run`,
    },
  ];
}
