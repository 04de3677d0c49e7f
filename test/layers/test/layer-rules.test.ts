import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** A checkout in small: what each package exports, and nothing that breaks a rule. */
const lawful: Record<string, string> = {
  'packages/backoff/package.json': '{ "name": "@audit-bridge/backoff", "exports": { ".": "./src/index.ts" } }',
  'packages/backoff/src/index.ts': 'export const delay = 1;',
  'packages/failed-events/package.json':
    '{ "name": "@audit-bridge/failed-events", "exports": { ".": "./src/index.ts" }, "dependencies": { "@audit-bridge/backoff": "workspace:*" } }',
  'packages/failed-events/src/index.ts': "export { delay } from '@audit-bridge/backoff';",
  'packages/activity-log-blobs/package.json':
    '{ "name": "@audit-bridge/activity-log-blobs", "exports": { ".": "./src/index.ts", "./state-table": "./src/state-table.ts" } }',
  'packages/activity-log-blobs/src/index.ts': 'export const blobs = 1;',
  'packages/activity-log-blobs/src/state-table.ts': "export const table = 'key';",
  'packages/constructs/package.json':
    '{ "name": "@audit-bridge/constructs", "exports": { ".": "./src/index.ts" }, "dependencies": { "@audit-bridge/processor": "workspace:*", "@audit-bridge/activity-log-blobs": "workspace:*" } }',
  'packages/constructs/src/index.ts':
    "import '@audit-bridge/processor/environment';\nimport '@audit-bridge/activity-log-blobs/state-table';\nexport const construct = 1;",
  'packages/operations/package.json':
    '{ "name": "@audit-bridge/operations", "exports": { ".": "./src/index.ts" }, "dependencies": { "@audit-bridge/failed-events": "workspace:*" } }',
  'packages/operations/src/index.ts': "export { delay } from '@audit-bridge/failed-events';",
  'packages/local/package.json': '{ "name": "@audit-bridge/local", "exports": { ".": "./src/index.ts" } }',
  'packages/local/src/index.ts': 'export const emulator = 1;',
  'functions/processor/package.json':
    '{ "name": "@audit-bridge/processor", "exports": { ".": "./src/handler.ts", "./environment": "./src/environment.ts" }, "dependencies": { "@audit-bridge/failed-events": "workspace:*" }, "devDependencies": { "@types/aws-lambda": "1.0.0" } }',
  'functions/processor/src/handler.ts': "import type { SQSEvent } from 'aws-lambda';\nexport const handler = (event: SQSEvent) => event;",
  'functions/processor/src/environment.ts': 'export const schema = 1;',
  'functions/processor/src/use-case.ts': "export { delay } from '@audit-bridge/failed-events';",
  'node_modules/@types/aws-lambda/package.json': '{ "name": "@types/aws-lambda", "types": "index.d.ts" }',
  'node_modules/@types/aws-lambda/index.d.ts': 'export interface SQSEvent { Records: unknown[] }',
};

const links = {
  backoff: 'packages/backoff',
  'failed-events': 'packages/failed-events',
  'activity-log-blobs': 'packages/activity-log-blobs',
  constructs: 'packages/constructs',
  operations: 'packages/operations',
  local: 'packages/local',
  processor: 'functions/processor',
};

/** Each breach is a file of its own, so that one run judges all of them. */
const breaches: readonly (readonly [rule: string, path: string, content: string])[] = [
  ['first-line-imports-first-line', 'packages/backoff/src/function.ts', "import '@audit-bridge/processor';"],
  ['functions-import-first-line', 'functions/processor/src/construct.ts', "import '@audit-bridge/constructs';"],
  ['functions-import-first-line', 'functions/supervisor/src/other-function.ts', "import '../../processor/src/use-case';"],
  ['constructs-import-contracts', 'packages/constructs/src/function.ts', "import '@audit-bridge/processor';"],
  ['constructs-import-contracts', 'packages/constructs/src/blobs.ts', "import '@audit-bridge/activity-log-blobs';"],
  ['stacks-compose', 'stacks/failed-events.ts', "import '@audit-bridge/failed-events';"],
  ['operations-import-first-line', 'packages/operations/src/construct.ts', "import '@audit-bridge/constructs';"],
  [
    'operations-import-first-line',
    'packages/operations/src/only-a-type.ts',
    "import type { handler } from '@audit-bridge/processor';\nexport type Handler = typeof handler;",
  ],
  ['nothing-imports-tools', 'functions/processor/src/emulator.ts', "import '@audit-bridge/local';"],
  ['environment-is-a-leaf', 'functions/supervisor/src/environment.ts', "import '@audit-bridge/failed-events';"],
  ['variables-are-leaves', 'packages/function-environment/src/variables.ts', "import './index';"],
  ['contracts-are-leaves', 'packages/telemetry/src/metric-names.ts', "import './index';"],
  [
    'use-cases-know-no-runtime',
    'functions/supervisor/src/use-case.ts',
    "import type { SQSEvent } from 'aws-lambda';\nexport type Event = SQSEvent;",
  ],
  ['everything-resolves', 'packages/backoff/src/nowhere.ts', "import './gone';"],
  ['dependencies-are-declared', 'packages/operations/src/undeclared.ts', "import type {} from 'aws-lambda';"],
  ['no-cycles', 'packages/telemetry/src/index.ts', "import './metric-names';"],
];

interface Violation {
  readonly rule: string;
  readonly from: string;
}

describe('the layer rules', () => {
  const checkouts: string[] = [];

  function violations(planted: Record<string, string>): readonly Violation[] {
    const checkout = mkdtempSync(join(tmpdir(), 'audit-bridge-layers-'));
    checkouts.push(checkout);
    for (const [path, content] of Object.entries({ ...lawful, ...planted })) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      writeFileSync(join(checkout, path), content);
    }
    mkdirSync(join(checkout, 'node_modules/@audit-bridge'), { recursive: true });
    for (const [name, path] of Object.entries(links)) symlinkSync(join(checkout, path), join(checkout, 'node_modules/@audit-bridge', name));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cruiser, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', '.'],
      { cwd: checkout, encoding: 'utf8' },
    );
    if (stdout === '') throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  }

  afterAll(() => {
    for (const checkout of checkouts) rmSync(checkout, { recursive: true });
  });

  it('pass a lawful checkout, and let a test import anything', () => {
    expect(violations({ 'functions/processor/test/use-case.test.ts': "import '@audit-bridge/local';" })).toEqual([]);
  });

  it('find every planted breach', () => {
    const found = violations(Object.fromEntries(breaches.map(([, path, content]) => [path, content])));
    const missed = breaches.filter(([rule, path]) => !found.some(violation => violation.rule === rule && violation.from === path));
    expect(missed).toEqual([]);
  });
});
