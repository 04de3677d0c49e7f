// What AWS Lambda's Node.js runtime does for an ES module: asks the Runtime API for invocations and answers them, one after another.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API, AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_FUNCTION_MEMORY_SIZE, LAMBDA_TASK_ROOT } = process.env;

// Not fetch: it gives up on an answer after five minutes, and the next invocation may come later.
const call = (method, path, body) =>
  new Promise((resolve, reject) => {
    const url = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime${path}`;
    request(url, { method }, async response => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() });
    })
      .on('error', reject)
      .end(body);
  });

const describeError = error =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, stackTrace: (error.stack ?? '').split('\n').slice(1) }
      : { errorType: typeof error, errorMessage: String(error), stackTrace: [] },
  );

const contextOf = headers => ({
  awsRequestId: headers['lambda-runtime-aws-request-id'],
  invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
  functionName: AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  memoryLimitInMB: AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: `/aws/lambda/${AWS_LAMBDA_FUNCTION_NAME}`,
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
});

let handler;
try {
  ({ handler } = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, 'index.mjs')).href));
  if (typeof handler !== 'function') throw new TypeError('index.mjs exports no function `handler`.');
} catch (error) {
  await call('POST', '/init/error', describeError(error));
  process.exit(1);
}

for (;;) {
  const { headers, text } = await call('GET', '/invocation/next');
  const path = `/invocation/${headers['lambda-runtime-aws-request-id']}`;
  try {
    const result = await handler(JSON.parse(text), contextOf(headers));
    await call('POST', `${path}/response`, JSON.stringify(result ?? null));
  } catch (error) {
    await call('POST', `${path}/error`, describeError(error));
  }
}
