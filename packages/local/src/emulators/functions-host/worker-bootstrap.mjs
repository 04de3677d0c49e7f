// What the Functions host's Node.js worker does: loads the app, takes its registrations, and runs what the host asks for. The two talk over
// gRPC; here over the child process's channel, with the messages' shapes kept.
// https://github.com/Azure/azure-functions-language-worker-protobuf
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join } from 'node:path';
import { format } from 'node:util';

const root = process.env.AzureWebJobsScriptRoot;
const functions = new Map();
const hooks = { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [] };
const appHookData = {};
let programmingModel;

const send = message => new Promise(resolve => process.send(message, () => resolve()));
const describeError = error =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack ?? '' }
    : { name: 'Error', message: String(error), stack: '' };

// The module that @azure/functions requires and no registry has.
const core = {
  version: '1.0.0',
  hostVersion: '4.0.0',
  setProgrammingModel: model => {
    programmingModel = model;
  },
  getProgrammingModel: () => programmingModel,
  registerFunction: (metadata, callback) => {
    if (functions.has(metadata.name)) throw new Error(`A function with name "${metadata.name}" has already been registered.`);
    functions.set(metadata.name, { metadata, callback });
    return { dispose: () => functions.delete(metadata.name) };
  },
  registerHook: (name, callback) => {
    if (hooks[name] === undefined) throw new RangeError(`Unrecognized hook "${name}"`);
    hooks[name].push(callback);
    return { dispose: () => hooks[name].splice(hooks[name].indexOf(callback), 1) };
  },
  log: (level, category, message) => void send({ kind: 'log', level, category, message }),
};

const load = Module._load;
Module._load = (request, ...rest) => (request === '@azure/functions-core' ? core : load.call(Module, request, ...rest));

async function runHooks(name, context) {
  for (const hook of hooks[name]) await hook(context);
  return context;
}

async function invoke({ id, functionName, request }) {
  const { metadata, callback } = functions.get(functionName);
  const bindings = Object.fromEntries(Object.entries(metadata.bindings).map(([name, binding]) => [name, { ...binding }]));
  const coreContext = {
    invocationId: id,
    metadata: { name: functionName, bindings },
    request: { invocationId: id, ...request },
    state: undefined,
    log: (level, category, ...args) =>
      void send({ kind: 'log', level, category, message: format(...args), functionName, invocationId: id }),
  };
  const model = programmingModel.getInvocationModel(coreContext);
  const { context, inputs } = await model.getArguments();
  const hookData = {};
  const before = await runHooks('preInvocation', { hookData, appHookData, invocationContext: context, functionCallback: callback, inputs });
  const after = { hookData, appHookData, invocationContext: context, inputs: before.inputs, result: null, error: null };
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error;
  }
  coreContext.state = 'postInvocationHooks';
  await runHooks('postInvocation', after);
  if (after.error) throw after.error;
  await model.getResponse(context, after.result);
}

async function answer(message) {
  if (message.kind === 'terminate') {
    await runHooks('appTerminate', { hookData: appHookData, appHookData });
    await send({ kind: 'terminated' });
    return;
  }
  try {
    await invoke(message);
    await send({ kind: 'result', id: message.id });
  } catch (error) {
    await send({ kind: 'result', id: message.id, error: describeError(error) });
  }
}

// The host is gone, however that happened.
process.on('disconnect', () => process.exit());
process.on('message', message => void answer(message));

try {
  const manifest = join(root, 'package.json');
  const { main } = JSON.parse(readFileSync(manifest, 'utf8'));
  createRequire(manifest)(join(root, main));
  await programmingModel?.getCapabilities({});
  await runHooks('appStart', { hookData: appHookData, appHookData, functionAppDirectory: root });
  await send({ kind: 'loaded', functions: [...functions.values()].map(({ metadata }) => JSON.parse(JSON.stringify(metadata))) });
} catch (error) {
  await send({ kind: 'loadFailed', error: describeError(error) });
  process.exit(1);
}
