import { setTimeout as sleep } from 'node:timers/promises';
import {
  accountSummaryAnswer,
  lastUsedAnswer,
  listAccessKeysAnswer,
  listUsersAnswer,
} from '@audit-bridge/access-key-report/test/iam-answers';
import { listenLocally, readBody } from '@audit-bridge/local/emulators/local-server';

/** IAM, KMS and a data collection endpoint for as many users as the first argument says, each with two keys; every answer comes late by the second. */
const [users = 0, latencyMilliseconds = 0] = process.argv.slice(2).map(Number);
const usersPerPage = 100;
let calls = 0;

const user = (n: number) => ({ name: `user-${n}`, id: `AIDA${n}`, arn: `arn:aws:iam::123456789012:user/teams/user-${n}` });
const keyId = (n: number, which: number) => `AKIA${String(n * 2 + which).padStart(16, '0')}`;
const lastUse = { usedAt: '2026-11-01T10:20:00Z', region: 'eu-central-1', serviceName: 's3' };

function answerIam(parameters: URLSearchParams): string {
  const name = parameters.get('UserName') ?? '';
  switch (parameters.get('Action')) {
    case 'ListUsers': {
      const start = Number(parameters.get('Marker') ?? 0);
      const end = Math.min(users, start + usersPerPage);
      const page = Array.from({ length: end - start }, (_, n) => user(start + n));
      return listUsersAnswer(page, end < users ? String(end) : undefined);
    }
    case 'ListAccessKeys': {
      const n = Number(name.split('-')[1]);
      const keys = [0, 1].map(which => ({ id: keyId(n, which), status: 'Active', createdAt: '2021-02-03T04:05:06Z' }));
      return listAccessKeysAnswer(name, keys);
    }
    case 'GetAccessKeyLastUsed':
      return lastUsedAnswer('somebody', lastUse);
    default:
      return accountSummaryAnswer(0);
  }
}

const server = await listenLocally(async (request, response) => {
  const body = await readBody(request);
  if (request.url?.startsWith('/dataCollectionRules/')) return void response.writeHead(204).end();
  if (request.url === '/calls') return void response.end(String(calls));
  if ('x-amz-target' in request.headers) return void response.end(JSON.stringify({ Mac: Buffer.alloc(32, 1).toString('base64') }));
  calls++;
  const answer = answerIam(new URLSearchParams(body.toString()));
  await sleep(latencyMilliseconds);
  response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
});
process.stdin.on('end', () => process.exit(0)).resume();
console.log(`listening on ${server.url}`);
