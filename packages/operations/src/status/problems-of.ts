import type { EnvironmentStatus, PipelineStatus } from './pipeline-status';

/** What is not as it must be, or could not be read, one sentence each; nothing where all is well. */
export function problemsOf({ alarms, coverage, pipelines }: EnvironmentStatus): readonly string[] {
  return [
    ...pipelines.flatMap(ofPipeline),
    ...(alarms === undefined ? ['The alarms could not be read.'] : []),
    ...(alarms ?? []).flatMap(({ cloud, name, state }) => (state === 'fires' ? [`The alarm ${name} fires on ${cloud}.`] : [])),
    ...coverage.flatMap(({ kind, uncovered, unknown }) => {
      if (unknown !== undefined) return [`Whether all ${kind} are covered could not be read: ${unknown}`];
      return uncovered.length === 0 ? [] : [`${uncovered.length} ${kind} are not covered.`];
    }),
  ];
}

function ofPipeline({ counts, failurePlaces, hub, pipeline, triggers }: PipelineStatus): readonly string[] {
  const lost = hub?.counts.find(({ name }) => name === 'lost')?.perHour.reduce((sum, count) => sum + count, 0) ?? 0;
  return [
    ...triggers.flatMap(({ detail, name, state }) => {
      if (state === 'runs') return [];
      return [`${pipeline}: ${name} ${state === 'stopped' ? 'does not run' : 'could not be read'}. ${detail}`];
    }),
    ...failurePlaces.flatMap(({ depth, name, remedy }) => {
      if (depth === undefined) return [`${pipeline}: ${name} could not be read. ${remedy}`];
      // Records that a setting keeps out of the lake lie where they belong.
      return depth === 0 || remedy.startsWith('none:') ? [] : [`${pipeline}: ${depth} in ${name}. ${remedy}`];
    }),
    ...(hub?.unknown === undefined ? [] : [`${pipeline}: what the forwarder tells could not be read. ${hub.unknown}`]),
    ...(lost > 0 ? [`${pipeline}: ${lost} messages of the event hub are lost. docs/runbooks/forwarder-messages-lost.md`] : []),
    ...(counts.some(({ perHour }) => perHour.some(Number.isNaN)) ? [`${pipeline}: the metrics could not be read.`] : []),
  ];
}
