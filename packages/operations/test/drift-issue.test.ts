import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driftMark, driftReport } from '../src/drift-issue/drift-report';
import { keepIssue } from '../src/drift-issue/keep-issue';
import { readStackComment, type StackComment } from '../src/plan-comment/stack-comment';

const none = { replace: 0, destroy: 0, forget: 0, update: 0, import: 0, create: 0 };
const same = (stack: string): StackComment => ({ stack, counts: none, body: 'no changes\n' });
const other = (stack: string, body = `Plan of ${stack}\n`): StackComment => ({ stack, counts: { ...none, update: 1 }, body });

describe('driftReport', () => {
  it('tells each stack that differs, and none that does not', () => {
    const report = driftReport([other('dev-a'), same('dev-b')]);
    expect(report).toMatchObject({ drifted: ['dev-a'], title: 'Drift in dev-a' });
    expect(report.body).toContain('in 1 of 2 stacks: `dev-a`');
    expect(report.body).toContain('Plan of dev-a');
    expect(report.body).not.toContain('dev-b');
  });

  it('names every stack, and holds as many of their plans as an issue may', () => {
    const { body } = driftReport(Array.from({ length: 60 }, (_, index) => other(`stack-${index}`, `${'x'.repeat(3_000)} end of ${index}`)));
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain('`stack-59`');
    expect(body).toContain('end of 20');
  });
});

describe('readStackComment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drift-issue-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([['{"stack":"dev"}'], ['{'], ['null']])('refuses %s', async text => {
    const file = join(folder, 'dev.json');
    writeFileSync(file, text);
    await expect(readStackComment(file)).rejects.toThrow(/dev.json holds no comment of a plan. Write it with: bridge plan-comment/);
  });

  it('says what it cannot read', async () => {
    await expect(readStackComment(join(folder, 'missing.json'))).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});

describe('keepIssue', () => {
  const report = driftReport([other('dev')]);
  const well = driftReport([same('dev')]);

  class Issues {
    readonly log: string[] = [];
    constructor(private readonly bodies: readonly string[]) {}
    async *openIssues() {
      yield* this.bodies.map((body, index) => ({ number: index + 1, body }));
    }
    async openIssue({ title }: { readonly title: string }) {
      this.log.push(`open ${title}`);
      return 9;
    }
    async changeIssue(number: number, { state }: { readonly state?: 'closed' }) {
      this.log.push(`change ${number} ${state ?? 'open'}`);
    }
    async addComment(number: number) {
      this.log.push(`comment ${number}`);
    }
  }

  it.each([
    ['opens one', [], report, { done: 'opened', number: 9 }, ['open Drift in dev']],
    ['updates the one there is', ['by a person', `${driftMark} old`], report, { done: 'changed', number: 2 }, ['change 2 open']],
    ['leaves one alone that says the same', [report.body], report, { done: 'changed', number: 1 }, []],
    ['closes it with a word', [`${driftMark} old`], well, { done: 'closed', number: 1 }, ['comment 1', 'change 1 closed']],
    ['does nothing where all is well', [], well, { done: 'nothing' }, []],
  ] as const)('%s', async (_, bodies, told, kept, log) => {
    const issues = new Issues(bodies);
    expect(await keepIssue(issues, told)).toEqual(kept);
    expect(issues.log).toEqual(log);
  });
});
