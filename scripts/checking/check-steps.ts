import type { CheckStep } from './check-step';
import { nodeStep, pythonStep, toolStep } from './command-step';
import { documentsStep } from './documents';
import { workflowsStep } from './workflow-linter/lint-workflows';

const tsx = ['--import', 'tsx'];
const code = ['packages', 'functions', 'stacks', 'test', 'scripts'];

/** The longest first, so that two cores end together. */
export const checkSteps: readonly CheckStep[] = [
  toolStep('typecheck', 'typescript', 'bin/tsc', ['--noEmit', '--pretty']),
  nodeStep('synth of every environment', [...tsx, 'scripts/cdktf.ts', 'synth']),
  nodeStep('policies of every environment', [...tsx, 'scripts/checking/policy-scanner/main.ts']),
  pythonStep('types in Python', ['mypy']),
  toolStep('layer rules', 'dependency-cruiser', 'bin/dependency-cruise.mjs', code),
  nodeStep('bundle sizes', [...tsx, 'packages/bundling/src/main.ts']),
  nodeStep('configuration', [...tsx, 'scripts/validate-config.ts']),
  toolStep('lint', '@biomejs/biome', 'bin/biome', ['check', '--error-on-warnings', '.']),
  pythonStep('lint in Python', ['ruff', 'check', '.']),
  pythonStep('format in Python', ['ruff', 'format', '--check', '.']),
  nodeStep('docs/bridge.md is what the commands say', [...tsx, 'scripts/bridge-document.ts']),
  workflowsStep,
  documentsStep,
];
