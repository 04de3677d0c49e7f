import { type UnitPriceName, unitPrices } from './unit-prices';

export type PricedPipeline = 'cloudtrail-lake' | 'security-lake' | 'access-keys';

/** One resource's part of the monthly bill. */
export interface CostItem {
  readonly pipeline: PricedPipeline;
  /** What is paid for. */
  readonly resource: string;
  /** `fixed`: also when nothing happens. `events`: grows with them. */
  readonly driver: 'fixed' | 'events';
  /** Units of the price, a month. */
  readonly quantity: number;
  readonly price: UnitPriceName;
  /** What the quantity was made from. */
  readonly because: string;
}

export const dollarsOf = ({ price, quantity }: CostItem): number => quantity * unitPrices[price].dollars;

export type MakeCostItem = (
  resource: string,
  driver: CostItem['driver'],
  quantity: number,
  price: UnitPriceName,
  because: string,
) => CostItem;

/** Items of one pipeline, a line each. */
export const costItemsOf =
  (pipeline: PricedPipeline): MakeCostItem =>
  (resource, driver, quantity, price, because) => ({ pipeline, resource, driver, quantity, price, because });
