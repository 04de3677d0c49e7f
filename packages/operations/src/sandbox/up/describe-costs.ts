import type { Environment } from '@audit-bridge/config';

/** What a sandbox costs while nobody feeds it, by what it has; figures stand in `bridge cost`. */
export function describeCosts({ pipelines, name, owner = '' }: Environment): readonly string[] {
  const lines = [
    ...(pipelines.cloudtrailLake === undefined ? [] : ['  cloudtrail-lake: a few dollars a month while it stands idle']),
    ...(pipelines.securityLake === undefined
      ? []
      : ["  security-lake: BY THE HOUR also while it stands idle: the streaming job's workers, the stream, the hub's throughput unit"]),
    ...(pipelines.accessKeys === undefined ? [] : ['  access-keys: a few dollars a month']),
  ];
  return ['What it costs:', ...lines, `  in figures: SANDBOX=${owner} npx pnpm bridge cost ${name} --events-per-day 1000`];
}
