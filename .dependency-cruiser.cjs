// Who may import whom: docs/architecture.md, "Layers". Tests stand outside: they may import anything.

/** Packages that import nothing of ours but one another, downwards (the rule against cycles keeps the direction). */
const firstLine = [
  'access-key-queries',
  'access-key-records',
  'activity-log',
  'activity-log-blobs',
  'azure-rest-api',
  'backoff',
  'cached-secret',
  'cloudtrail-events',
  'config',
  'coverage',
  'failed-events',
  'forwarder-queries',
  'function-environment',
  'lake-queries',
  'log-analytics',
  'naming',
  'parked-records',
  'record-stream',
  'telemetry',
  'terminal',
  'web-identity',
];

const ours = '^(packages|functions|stacks|test|scripts)/';
const inFirstLine = `^packages/(${firstLine.join('|')})/`;
const production = folder => ({ path: `^${folder}/`, pathNot: `^${folder}/test/` });

/** A layer's rule: of our code it may import itself (`$1` is the folder that the pattern found) and what is listed, nothing else. */
const layer = (name, folder, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: production(folder),
  to: { path: ours, pathNot: [`^${folder.replace('([^/]+)', '$1')}/`, ...allowed] },
});

const leaf = (name, path, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path },
  to: { pathNot: allowed },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one concept in two files, or hide a third one. A type alone may be named both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that the tool cannot follow is one that no rule can judge.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'dependencies-are-declared',
      comment: "A package's dependency stands in its own package.json, not only in somebody else's.",
      severity: 'error',
      from: { pathNot: '^[^/]+$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    layer(
      'first-line-imports-first-line',
      `packages/(${firstLine.join('|')})`,
      [inFirstLine],
      'Domain packages know neither functions nor the cloud program.',
    ),
    layer('functions-import-first-line', 'functions/([^/]+)', [inFirstLine], 'A function never imports another one, constructs or stacks.'),
    layer(
      'sample-records-import-first-line',
      'packages/sample-records',
      [inFirstLine],
      'Generated records know only the shapes that they imitate.',
    ),
    layer('bundling-stands-alone', 'packages/bundling', [], 'Bundling works for any function: it knows none.'),
    layer(
      'constructs-import-contracts',
      'packages/constructs',
      [
        '^packages/(config|naming|bundling|lake-queries|access-key-queries|access-key-records|forwarder-queries)/',
        '^functions/[^/]+/src/environment\\.ts$',
        '^packages/activity-log-blobs/src/state-table\\.ts$',
        '^packages/telemetry/src/metric-names\\.ts$',
      ],
      "Constructs take a function's contract (environment.ts, the table's shape, the metrics' names), never its code.",
    ),
    layer('stacks-compose', 'stacks', ['^packages/(constructs|config|naming|bundling)/'], 'Stacks only put constructs together.'),
    layer(
      'operations-import-first-line',
      'packages/operations',
      [inFirstLine, '^packages/sample-records/'],
      'The command line asks the clouds; it never synthesizes.',
    ),
    {
      name: 'nothing-imports-tools',
      comment:
        'test, scripts and packages/local may import anything; of the code that is deployed, or that asks the clouds, nothing imports them.',
      severity: 'error',
      from: { path: '^(packages|functions|stacks)/', pathNot: ['^packages/local/', '^(packages|functions)/[^/]+/test/', '^stacks/test/'] },
      to: { path: '^(packages/local|test|scripts)/' },
    },
    leaf(
      'environment-is-a-leaf',
      '^functions/[^/]+/src/environment\\.ts$',
      ['node_modules/zod/mini/', '^packages/function-environment/src/variables\\.ts$'],
      "A function's environment is read at synth too, and at each cold start: it imports zod/mini and kinds of variables only.",
    ),
    leaf(
      'variables-are-leaves',
      '^packages/function-environment/src/variables\\.ts$',
      ['node_modules/zod/mini/'],
      "Kinds of variables are read wherever a function's environment is: they import zod/mini only.",
    ),
    leaf(
      'contracts-are-leaves',
      '^packages/(activity-log-blobs/src/state-table|telemetry/src/metric-names)\\.ts$',
      ['^$'],
      'What constructs share with functions imports nothing.',
    ),
    {
      name: 'use-cases-know-no-runtime',
      comment: 'Only the handler knows that Lambda or the Functions host calls it.',
      severity: 'error',
      from: { path: '^functions/[^/]+/src/', pathNot: '/handler\\.ts$' },
      to: { path: '(^|/)node_modules/((@types/)?aws-lambda|@azure/functions)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdktf\\.out|local-output|\\.cache)/' },
    // Type imports count: a type from a forbidden layer is knowledge of it.
    tsPreCompilationDeps: true,
    // Workspace packages are found through their `exports`, as source.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
