import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributeChanges } from '../src/plan-comment/attribute-changes';
import { postComment } from '../src/plan-comment/post-comment';
import { commentMark, renderComment } from '../src/plan-comment/render-comment';
import { type ResourceChange, readPlan, type TerraformPlan } from '../src/plan-comment/terraform-plan';

const folder = join(import.meta.dirname, 'plan-comment');
const cases = readdirSync(folder).flatMap(name => (name.endsWith('.input.json') ? [name.slice(0, -'.input.json'.length)] : []));
const link = 'https://github.com/octo/audit/actions/runs/1';

const change = (more: Partial<ResourceChange['change']>, rest: Partial<ResourceChange> = {}): ResourceChange => ({
  address: 'aws_s3_bucket.lake',
  type: 'aws_s3_bucket',
  mode: 'managed',
  change: { actions: ['update'], before: {}, after: {}, ...more },
  ...rest,
});
const planOf = (...changes: readonly ResourceChange[]): TerraformPlan => ({ format_version: '1.2', resource_changes: changes });

describe('renderComment', () => {
  // Plans that Terraform 1.11 made with the AWS provider 5.100; what stays as it is, and what only repeats the configuration, is taken out of them.
  it.each(cases)('tells the plan of %s', name => {
    const plan = readPlan(readFileSync(join(folder, `${name}.input.json`), 'utf8'), name);
    const comment = renderComment(plan, { stack: 'sandbox-cloudtrail-lake', link });
    const expected = join(folder, `${name}.expected.md`);
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(expected, comment);
    expect(comment).toBe(readFileSync(expected, 'utf8'));
    expect(comment).not.toContain('secret-value');
  });

  it('puts what loses data before everything else, in bold', () => {
    const comment = renderComment(
      planOf(
        change({ actions: ['create'] }, { address: 'aws_s3_bucket.new' }),
        change({ actions: ['delete', 'create'], replace_paths: [['bucket']] }),
        change(
          { actions: ['delete'] },
          {
            address: 'azapi_resource.hub',
            type: 'azapi_resource',
            change: { actions: ['delete'], before: { type: 'Microsoft.EventHub/namespaces@2024-01-01' }, after: null },
          },
        ),
        change({ actions: ['delete'] }, { address: 'aws_iam_role.old', type: 'aws_iam_role' }),
      ),
      { stack: 'dev' },
    );
    const lines = comment.split('\n');
    expect(lines.slice(0, 7)).toEqual([
      '<!-- audit-bridge plan of dev -->',
      '### Plan of `dev`: 1 to replace, 2 to destroy, 1 to create',
      '',
      '> [!CAUTION]',
      '> **2 of them hold data.** An apply loses what is in:',
      '> - **`aws_s3_bucket.lake`: replaced**, because of `bucket`',
      '> - **`azapi_resource.hub`: destroyed**',
    ]);
  });

  it('cuts what is too long, keeps the top whole, and leads to the rest', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => change({ actions: ['create'] }, { address: `aws_sqs_queue.number_${index}` }));
    const comment = renderComment(planOf(change({ actions: ['delete'] }), ...many), { stack: 'dev', link, maxLength: 5_000 });
    expect(comment.length).toBeLessThanOrEqual(5_000);
    expect(comment).toContain('**`aws_s3_bucket.lake`: destroyed**');
    expect(comment).toContain(`**The rest is cut off: [the whole plan](${link}).**`);
    expect(comment.match(/<details/g)?.length).toBe(comment.match(/<\/details>/g)?.length);
  });

  it('lets nothing of a plan speak as Markdown or HTML', () => {
    const before = { tags: { note: 'a`<img src=x>`b' } };
    const comment = renderComment(planOf(change({ before, after: { tags: { note: 'line\nfeed' } } }, { address: 'x["`</details>"]' })), {
      stack: 'dev',
    });
    expect(comment).toContain('`` x["`</details>"] ``');
    expect(comment).toContain('`tags.note` `` a`<img src=x>`b `` → *too long to show*');
    expect(comment.split('\n').filter(line => line === '</details>')).toHaveLength(1);
  });

  it('says that nothing changes', () => {
    expect(renderComment(planOf(change({ actions: ['no-op'] }), change({ actions: ['read'] }, { mode: 'data' })), { stack: 'dev' })).toBe(
      '<!-- audit-bridge plan of dev -->\n### Plan of `dev`: no changes\n',
    );
  });
});

describe('attributeChanges', () => {
  const of = (more: Partial<ResourceChange['change']>) => attributeChanges({ actions: ['update'], before: {}, after: {}, ...more });

  it.each<readonly [why: string, change: Partial<ResourceChange['change']>]>([
    [
      'a mark',
      {
        before: { value: 'planted-1' },
        after: { value: 'planted-2' },
        before_sensitive: { value: true },
        after_sensitive: { value: true },
      },
    ],
    [
      'a mark on the whole',
      { before: { a: { b: 'planted-1' } }, after: { a: { b: 'planted-2' } }, after_sensitive: true, before_sensitive: true },
    ],
    [
      'a mark on one side',
      {
        before: { a: ['x', 'planted-1'] },
        after: { a: ['x', 'planted-2'] },
        before_sensitive: { a: [false, true] },
        after_sensitive: { a: true },
      },
    ],
    ['its name', { before: { env: { DB_PASSWORD: 'planted-1' } }, after: { env: { DB_PASSWORD: 'planted-2' } } }],
    [
      'the name of what it stands in',
      { before: { connection_string: [{ value: 'planted-1' }] }, after: { connection_string: [{ value: 'planted-2' }] } },
    ],
  ])('never shows a value that is secret by %s', (_, secret) => {
    const changes = of(secret);
    expect(changes).toHaveLength(1);
    expect(JSON.stringify(changes)).not.toContain('planted');
  });

  it('shows what a secret is called and where it lies', () => {
    expect(of({ before: { secret_arn: 'arn:1' }, after: { secret_arn: 'arn:2' } })).toEqual([
      { path: 'secret_arn', before: { text: 'arn:1' }, after: { text: 'arn:2' } },
    ]);
  });

  it('looks into a policy, and tells also what only is written in another way', () => {
    const policy = (action: string) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action }] });
    expect(of({ before: { policy: policy('s3:GetObject') }, after: { policy: policy('s3:*') } })).toEqual([
      { path: 'policy.Statement.0.Action', before: { text: 's3:GetObject' }, after: { text: 's3:*' } },
    ]);
    expect(of({ before: { policy: '{"a":1}' }, after: { policy: '{"a": 1}' } })).toEqual([
      { path: 'policy', before: { text: '{"a":1}' }, after: { text: '{"a": 1}' } },
    ]);
  });

  it('tells what is added, removed and not known yet', () => {
    expect(of({ before: { old: 1, list: ['a'] }, after: { list: ['a', 'b'] }, after_unknown: { arn: true } })).toEqual([
      { path: 'arn', before: { hidden: 'absent' }, after: { hidden: 'known after apply' } },
      { path: 'list.1', before: { hidden: 'absent' }, after: { text: 'b' } },
      { path: 'old', before: { text: '1' }, after: { hidden: 'absent' } },
    ]);
  });
});

describe('readPlan', () => {
  it.each([
    ['{', /is no JSON/],
    ['[]', /is no plan of Terraform/],
    ['{"format_version":"2.0"}', /has format 2.0/],
    ['{"format_version":"1.2","errored":true}', /ended with an error/],
  ])('refuses %s', (text, message) => {
    expect(() => readPlan(text, 'plan.json')).toThrow(message);
  });
});

describe('postComment', () => {
  class Repository {
    readonly posted: string[] = [];
    constructor(private readonly bodies: readonly string[]) {}
    async *comments() {
      yield* this.bodies.map((body, number) => ({ number, body }));
    }
    async addComment(_: number, body: string) {
      this.posted.push(`added ${body}`);
    }
    async changeComment(number: number, body: string) {
      this.posted.push(`${number} ${body}`);
    }
  }

  it("takes the place of the stack's last comment, and leaves those of other stacks alone", async () => {
    const repository = new Repository(['something else', `${commentMark('dev-a')} old`, `${commentMark('dev')} old`]);
    expect(await postComment(repository, { pullRequest: 7, stack: 'dev', body: 'new' })).toBe('changed');
    expect(repository.posted).toEqual(['2 new']);
  });

  it('adds the first one', async () => {
    const repository = new Repository([`quoted: ${commentMark('dev')}`]);
    expect(await postComment(repository, { pullRequest: 7, stack: 'dev', body: 'new' })).toBe('added');
    expect(repository.posted).toEqual(['added new']);
  });
});
