import { driftMark, driftReport } from '../src/drift-issue/drift-report';
import { keepIssue } from '../src/drift-issue/keep-issue';
import type { TerraformPlan } from '../src/plan-comment/terraform-plan';

const empty: TerraformPlan = { format_version: '1.2', resource_changes: [] };
const changed = (type: string): TerraformPlan => ({
  format_version: '1.2',
  resource_changes: [{ address: `${type}.one`, type, mode: 'managed', change: { actions: ['update'], before: { a: 1 }, after: { a: 2 } } }],
});

describe('driftReport', () => {
  it('tells each stack that differs, and none that does not', () => {
    const report = driftReport(
      [
        { stack: 'dev-a', plan: changed('aws_sqs_queue') },
        { stack: 'dev-b', plan: empty },
      ],
      undefined,
    );
    expect(report).toMatchObject({ drifted: ['dev-a'], title: 'Drift in dev-a' });
    expect(report.body).toContain('in 1 of 2 stacks: `dev-a`');
    expect(report.body).toContain('`aws_sqs_queue.one`');
    expect(report.body).not.toContain('dev-b');
  });

  it('gives each stack its share of what an issue may hold', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      stack: `stack-${index}`,
      plan: { ...empty, resource_changes: Array.from({ length: 100 }, () => changed('aws_sqs_queue').resource_changes?.[0] ?? never()) },
    }));
    const { body } = driftReport(many, undefined);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain('Plan of `stack-59`');
  });
});

describe('keepIssue', () => {
  const report = driftReport([{ stack: 'dev', plan: changed('aws_sqs_queue') }], undefined);
  const none = driftReport([{ stack: 'dev', plan: empty }], undefined);

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
    ['closes it with a word', [`${driftMark} old`], none, { done: 'closed', number: 1 }, ['comment 1', 'change 1 closed']],
    ['does nothing where all is well', [], none, { done: 'nothing' }, []],
  ] as const)('%s', async (_, bodies, told, kept, log) => {
    const issues = new Issues(bodies);
    expect(await keepIssue(issues, told)).toEqual(kept);
    expect(issues.log).toEqual(log);
  });
});

function never(): never {
  throw new Error('There is a change.');
}
