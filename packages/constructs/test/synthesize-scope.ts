import { Testing } from 'cdktf';
import type { Construct } from 'constructs';

type Values = Readonly<Record<string, unknown>>;

/** The resources that a construct makes, by type. */
export function resourcesOf(build: (scope: Construct) => void): (type: string) => readonly Values[] {
  const { resource = {} } = JSON.parse(Testing.synthScope(build)) as {
    resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  };
  return type => Object.values(resource[type] ?? {});
}
