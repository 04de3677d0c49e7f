import { type Decision, decide } from '../src/decide';
import type { StreamJobRun } from '../src/stream-job';
import { job, minute, now, run } from './runs';

const active = (id: string, state: string, more: Partial<StreamJobRun> = {}) => run(id, { state, seconds: 3600, ...more });
const failures = (count: number, lastEndedMinutesAgo: number) =>
  Array.from({ length: count }, (_, index) => run(`failed-${index}`, { endedAt: now - (lastEndedMinutesAgo + 10 * index) * minute }));

describe('decide', () => {
  it.each<readonly [name: string, runs: readonly StreamJobRun[], expected: string]>([
    ['starts a job that has never run', [], 'start'],
    ['leaves a running job alone', [active('a', 'RUNNING'), run('b')], 'keep a'],
    ['leaves a starting job alone', [active('a', 'STARTING')], 'keep a'],
    ['leaves a job alone that waits for capacity', [active('a', 'WAITING')], 'keep a'],
    ['takes a state that it does not know for an active one', [active('a', 'HIBERNATING')], 'keep a'],
    ['waits for a run that stops', [active('a', 'STOPPING')], 'await-stop a'],
    ['waits for a run of an older definition that stops', [active('a', 'STOPPING', { definitionHash: 'old' })], 'await-stop a'],
    ['stops a run of an older definition', [active('a', 'RUNNING', { definitionHash: 'old' })], 'stop a'],
    ['stops a run that somebody else started', [active('a', 'RUNNING', { definitionHash: undefined })], 'stop a'],
    ['stops a run of an older definition that only starts', [active('a', 'STARTING', { definitionHash: 'old' })], 'stop a'],
    ['keeps the older of two runs: it is further', [active('a', 'RUNNING'), active('b', 'RUNNING', { seconds: 7200 })], 'stop a'],
    ['keeps the run that runs, not the one that waits', [active('a', 'RUNNING'), active('b', 'WAITING', { seconds: 7200 })], 'stop b'],
    ['keeps the present one beside an old one', [active('a', 'STARTING'), active('b', 'RUNNING', { definitionHash: 'old' })], 'stop b'],
    ['never stops a run twice', [active('a', 'RUNNING'), active('b', 'STOPPING', { definitionHash: 'old' })], 'keep a'],
    ['starts after somebody has stopped it', [run('a', { state: 'STOPPED' })], 'start'],
    ['starts after the maintenance of Glue', [run('a', { state: 'EXPIRED' })], 'start'],
    ['starts at once after a first failure, and tells it', [run('a')], 'start after a, 1 in a row'],
    [
      'starts at once after a failure of a run that lived',
      [run('a', { seconds: 86_400 }), run('b', { endedAt: now - 1500 * minute })],
      'start after a, 0 in a row',
    ],
    ['takes a time-out for a failure', [run('a', { state: 'TIMEOUT' })], 'start after a, 1 in a row'],
    ['takes an error for a failure', [run('a', { state: 'ERROR' })], 'start after a, 1 in a row'],
    ['takes an end without an error for a failure: a stream has none', [run('a', { state: 'SUCCEEDED' })], 'start after a, 1 in a row'],
    ['backs off after the second failure at once', failures(2, 1), 'back-off for 4 min, 2 in a row'],
    ['starts again when the time has come', failures(2, 5), 'start after failed-0, 2 in a row'],
    ['backs off longer and longer', failures(4, 1), 'back-off for 19 min, 4 in a row'],
    ['never backs off longer than half an hour', failures(40, 1), 'back-off for 29 min, 40 in a row'],
    [
      'forgets failures that lie before a run that lived',
      [...failures(1, 1), run('b', { seconds: 86_400, endedAt: now - 20 * minute }), ...failures(3, 1500)],
      'start after failed-0, 1 in a row',
    ],
    [
      'forgets failures that lie before a stop',
      [...failures(1, 1), run('b', { state: 'STOPPED', endedAt: now - 20 * minute }), ...failures(3, 30)],
      'start after failed-0, 1 in a row',
    ],
    [
      'starts a mended job at once, and still tells the failure',
      failures(5, 1).map(one => ({ ...one, definitionHash: 'old' })),
      'start after failed-0, 0 in a row',
    ],
    ['does not mind the order of the runs', failures(4, 1).reverse(), 'back-off for 19 min, 4 in a row'],
  ])('%s', (_, runs, expected) => {
    expect(describeDecision(decide(job, runs, now))).toBe(expected);
  });
});

function describeDecision(decision: Decision): string {
  switch (decision.kind) {
    case 'keep':
    case 'await-stop':
      return `${decision.kind} ${decision.run.id}`;
    case 'stop':
      return `stop ${decision.runs.map(({ id }) => id).join(' ')}`;
    case 'back-off':
      return `back-off for ${(decision.until - now) / minute} min, ${decision.failuresInARow} in a row`;
    case 'start':
      return decision.failed === undefined ? 'start' : `start after ${decision.failed.id}, ${decision.failuresInARow} in a row`;
  }
}
