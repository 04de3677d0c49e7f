import type { Environment } from '@audit-bridge/config';
import { estimate } from '../../cost/estimate';
import { measureBytes } from '../../cost/measured-bytes';

const daysPerMonth = 30;
/** What a person feeds who tries things. */
const few = { eventsPerDay: 1_000, keys: 100 };

/** What a sandbox costs, nearly all of it also while nobody feeds it. */
export function describeCosts(environment: Environment): readonly string[] {
  const { fixed, pipelines, total } = estimate(environment, { ...few, bytes: measureBytes() });
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  return [
    `  It costs about ${dollars(total / daysPerMonth)} a day, ${dollars(fixed / daysPerMonth)} of it while it stands idle: ${pipelines
      .map(({ fixed: idle, pipeline }) => `${pipeline} ${dollars(idle / daysPerMonth)}`)
      .join(', ')}.`,
    `  What drives that: SANDBOX=${environment.owner} npx pnpm bridge cost ${environment.name} --all`,
  ];
}
