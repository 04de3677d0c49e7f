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
