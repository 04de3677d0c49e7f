import './example-values-only';

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type Environment,
  type EnvironmentInput,
  parseEnvironment,
  parseShared,
  type SharedInput,
  type SharedSettings,
} from '@audit-bridge/config';
import { buildSharedStack, buildStacks } from '@audit-bridge/stacks/build-stacks';
import { environments } from '@audit-bridge/stacks/environments/index';
import { shared } from '@audit-bridge/stacks/environments/shared';
import { App } from 'cdktf';
import { fakeBundles } from './fake-artifacts';
import type { TerraformJson } from './terraform-json';

const pipelines = ['cloudtrail-lake', 'security-lake', 'access-keys'] as const;

export type Pipeline = (typeof pipelines)[number];

export interface SynthesizedStack {
  readonly id: string;
  readonly pipeline: Pipeline;
  readonly environment: Environment;
  /** The file as Terraform reads it. */
  readonly text: string;
  readonly json: TerraformJson;
  /** Where the paths of its assets start. */
  readonly folder: string;
}

/** Synthesizes environments exactly as the program does, with artifacts that need no build. */
export function synthesize(inputs: readonly EnvironmentInput[] = environments): readonly SynthesizedStack[] {
  const bundles = fakeBundles();
  return inputs.map(parseEnvironment).flatMap(environment => {
    const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
    const app = new App({ outdir });
    buildStacks(app, environment, bundles);
    app.synth();
    return readStacks(outdir).map(stack => ({ ...stack, environment, pipeline: pipelineOf(stack.id) }));
  });
}

export interface SynthesizedSharedStack extends Omit<SynthesizedStack, 'pipeline' | 'environment'> {
  readonly settings: SharedSettings;
}

/** What environments share, in the same way. */
export function synthesizeShared(inputs: readonly SharedInput[] = shared): readonly SynthesizedSharedStack[] {
  return inputs.map(parseShared).flatMap(settings => {
    const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
    const app = new App({ outdir });
    buildSharedStack(app, settings);
    app.synth();
    return readStacks(outdir).map(stack => ({ ...stack, settings }));
  });
}

function pipelineOf(id: string): Pipeline {
  const pipeline = pipelines.find(name => id.endsWith(name));
  if (pipeline === undefined) throw new Error(`${id} is the stack of no pipeline.`);
  return pipeline;
}

function readStacks(outdir: string): readonly Pick<SynthesizedStack, 'id' | 'text' | 'json' | 'folder'>[] {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  return Object.entries(manifest.stacks).map(([id, { synthesizedStackPath }]) => {
    const path = join(outdir, synthesizedStackPath);
    const text = readFileSync(path, 'utf8');
    return { id, text, json: JSON.parse(text) as TerraformJson, folder: dirname(path) };
  });
}
