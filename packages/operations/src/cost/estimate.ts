import type { Environment } from '@audit-bridge/config';
import { type CostItem, dollarsOf, type PricedPipeline } from './cost-item';
import { accessKeysItems } from './pipelines/access-keys';
import { cloudtrailLakeItems } from './pipelines/cloudtrail-lake';
import { securityLakeItems } from './pipelines/security-lake';
import { type EventBytes, trafficOf } from './traffic';

export interface EstimateProps {
  /** Of all collected subscriptions together. */
  readonly eventsPerDay: number;
  /** Access keys of all reported accounts together. */
  readonly keys: number;
  readonly bytes: EventBytes;
}

export interface PipelineCost {
  readonly pipeline: PricedPipeline;
  readonly fixed: number;
  readonly byEvents: number;
}

/** A month, in US dollars. */
export interface Estimate extends EstimateProps {
  /** Dearest first; nothing that costs nothing. */
  readonly items: readonly (CostItem & { readonly dollars: number; readonly share: number })[];
  readonly pipelines: readonly PipelineCost[];
  readonly fixed: number;
  readonly byEvents: number;
  readonly total: number;
}

/** What an environment costs in a month, from its settings and what goes through it; no cloud is asked. */
export function estimate(environment: Environment, props: EstimateProps): Estimate {
  const { accessKeys, cloudtrailLake, securityLake } = environment.pipelines;
  const traffic = trafficOf(props.eventsPerDay, props.bytes, environment.azure.subscriptionIds.length);
  const items = [
    ...(cloudtrailLake === undefined ? [] : cloudtrailLakeItems(environment, cloudtrailLake, traffic)),
    ...(securityLake === undefined ? [] : securityLakeItems(environment, securityLake, traffic)),
    ...(accessKeys === undefined ? [] : accessKeysItems(environment, accessKeys, props.keys)),
  ].filter(({ quantity }) => quantity > 0);
  const total = sum(items);
  const pipelines = [...new Set(items.map(({ pipeline }) => pipeline))].map(pipeline => ofPipeline(items, pipeline));
  return {
    ...props,
    items: items
      .map(item => ({ ...item, dollars: dollarsOf(item), share: dollarsOf(item) / total }))
      .sort((one, other) => other.dollars - one.dollars),
    pipelines,
    fixed: sum(items.filter(({ driver }) => driver === 'fixed')),
    byEvents: sum(items.filter(({ driver }) => driver === 'events')),
    total,
  };
}

function ofPipeline(items: readonly CostItem[], pipeline: PricedPipeline): PipelineCost {
  const own = items.filter(item => item.pipeline === pipeline);
  return {
    pipeline,
    fixed: sum(own.filter(({ driver }) => driver === 'fixed')),
    byEvents: sum(own.filter(({ driver }) => driver === 'events')),
  };
}

const sum = (items: readonly CostItem[]): number => items.reduce((total, item) => total + dollarsOf(item), 0);
