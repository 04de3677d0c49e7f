import type { Environment } from '@audit-bridge/config';

/** The environment as if it had these pipelines alone: nothing of another one is asked, which need not even be there. */
export function withPipelines(environment: Environment, chosen: readonly string[]): Environment {
  const { cloudtrailLake, securityLake } = environment.pipelines;
  const chosenPipelines = {
    ...(chosen.includes('cloudtrail-lake') && cloudtrailLake !== undefined ? { cloudtrailLake } : {}),
    ...(chosen.includes('security-lake') && securityLake !== undefined ? { securityLake } : {}),
  };
  return { ...environment, pipelines: chosenPipelines };
}
