// Preloaded into a bundled function: ends its process at the n-th outbound request, as the plan file says.
// `before`: as the request goes out, so that it may or may not arrive; `after`: when its answer has come, before the function sees it.
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const { AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_RUNTIME_API, CRASH_PLAN_FILE, WEBSITE_SITE_NAME } = process.env;
const functionName = AWS_LAMBDA_FUNCTION_NAME ?? WEBSITE_SITE_NAME;
let planId;
let requests = 0;
let answers = 0;

subscribe('http.client.request.start', ({ request }) => {
  if (isOutbound(request)) crashIfDue('before', () => ++requests);
});
subscribe('http.client.response.finish', ({ request }) => {
  if (isOutbound(request)) crashIfDue('after', () => ++answers);
});

function isOutbound(request) {
  return request.getHeader('host') !== AWS_LAMBDA_RUNTIME_API;
}

function crashIfDue(when, count) {
  const plan = JSON.parse(readFileSync(CRASH_PLAN_FILE, 'utf8'));
  if (plan.id !== planId) [planId, requests, answers] = [plan.id, 0, 0];
  const number = count();
  const [next, ...later] = plan.crashes;
  if (next === undefined || next.functionName !== functionName || next.when !== when || next.request !== number) return;
  // The next process counts anew, for the next crash of the plan.
  // Renamed into its place, because others read it at any moment.
  writeFileSync(`${CRASH_PLAN_FILE}.${process.pid}`, JSON.stringify({ id: `${plan.id}+`, crashes: later }));
  renameSync(`${CRASH_PLAN_FILE}.${process.pid}`, CRASH_PLAN_FILE);
  process.kill(process.pid, 'SIGKILL');
}
