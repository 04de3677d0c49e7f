import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Progress, ReportLine } from '@audit-bridge/terminal';
import type { LocalClouds } from './clouds/local-clouds';
import type { LocalOptions } from './command-line';
import type { Running } from './emulators/running';
import { type EnvironmentDescription, outputVariable, writeDescription } from './environment/environment-description';
import { localEnvironmentName } from './environment/local-environment';
import { defaultOutput } from './output-folder';
import type { StartedPipeline } from './pipelines/local-pipeline';
import type { PipelineName } from './pipelines/pipeline-name';

export interface KeepProps {
  readonly options: LocalOptions;
  readonly progress: Progress;
  readonly print: ReportLine;
  readonly clouds: LocalClouds;
  readonly running: Running;
  /** Of what an operator's commands ask, which has started already. */
  readonly description: EnvironmentDescription;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const bridge = 'npx --yes pnpm@12 bridge';

/** Lets pipelines go on after their run, with all that an operator's commands ask, and says how to ask. */
export async function keepUp(started: readonly StartedPipeline[], props: KeepProps): Promise<void> {
  const { clouds, description, options, print, progress, running } = props;
  const { output, pipelines } = options;
  progress.update('letting everything stay up');
  const habits = await Promise.all(started.map(pipeline => pipeline.keep()));
  // The run's own metrics are there when the first command asks.
  await clouds.metrics.publish();
  const path = await writeDescription(description);
  running.add(Promise.resolve({ stop: () => rm(path, { force: true }) }));
  progress.end();
  print(`\nEverything stays up until Ctrl-C, as environment '${localEnvironmentName}' (${relative(process.cwd(), path)}):`);
  for (const [index, habit] of habits.entries()) print(`  ${pipelines[index]} ${habit}`);
  print('In another terminal you can try');
  for (const words of examples(pipelines)) print(`  ${prefix(output)}${bridge} ${words}`);
}

export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // A signal alone keeps no process up, and the emulators' sockets may all be quiet.
  const staying = setInterval(() => {}, 60_000);
  await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
  clearInterval(staying);
}

const prefix = (output: string) => (output === defaultOutput ? '' : `${outputVariable}=${output} `);

/** Some that the pipelines have something to say to. */
function examples(pipelines: readonly PipelineName[]): readonly string[] {
  const [fed] = pipelines.filter(name => name !== 'access-keys');
  if (fed === undefined) return ['--help'];
  const name = localEnvironmentName;
  return [`feed ${name} ${fed} --count 200`, `verify ${name}`, `redrive ${name} ${fed} --dry-run`, '--help'];
}
