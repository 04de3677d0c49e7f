import type { Environment } from '@audit-bridge/config';
import { type CostItem, costItemsOf, type PricedPipeline } from '../cost-item';
import { countsOf } from '../resource-counts';
import type { UnitPriceName } from '../unit-prices';

/** Keys, alarms, metrics and dashboards: paid while they exist. */
export function byThePiece(environment: Environment, pipeline: PricedPipeline): readonly CostItem[] {
  const { alarms, encryption } = environment;
  const counts = countsOf(environment, pipeline);
  const make = costItemsOf(pipeline);
  const item = (resource: string, quantity: number, price: UnitPriceName) =>
    make(resource, 'fixed', quantity, price, `${quantity} of them`);
  // access-keys has a second key of its own, whatever is given.
  const keys = encryption.kind === 'given' ? counts.kmsKeys - 1 : counts.kmsKeys;
  return [
    item('KMS keys', keys, 'kmsKey'),
    item('CloudWatch metrics of its own', counts.customMetrics, 'cloudwatchMetric'),
    item('CloudWatch dashboard', counts.dashboards, 'cloudwatchDashboard'),
    ...(alarms.noAlarms
      ? []
      : [
          item('CloudWatch alarms', counts.alarms, 'cloudwatchAlarm'),
          item('Azure log alerts', counts.logAlerts5Minutes, 'logAlert5Minutes'),
          item('Azure log alerts', counts.logAlerts15Minutes, 'logAlert15Minutes'),
          item('Azure metric alerts', counts.metricAlerts, 'metricAlert'),
        ]),
  ];
}
