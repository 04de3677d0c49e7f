import { Names, nameLimits, operatedNames, type ResourceKind } from '@audit-bridge/naming';
import fc from 'fast-check';
import { SandboxIdentity } from '../src/sandbox/sandbox-identity';

const words = fc.constantFrom(
  'activity-log',
  'activity-log-stream',
  'failed-events',
  'report-schedule-dead-letter',
  'schedule-dead-letter',
  'keys',
  'a',
);
/** Of an environment or an owner; the short ones are beginnings of one another. */
const word = fc.oneof(
  fc.constantFrom('a', 'ab', 'abc', 'dev', 'prod', 'sandbox', 'report', 'supervisor'),
  fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/),
);
const kinds = (Object.keys(nameLimits) as ResourceKind[]).filter(kind => nameLimits[kind].separator !== '');
const kind = fc.constantFrom(...kinds);
const place = {
  aws: { accountId: '123456789012', region: 'eu-central-1' },
  azure: { subscriptionId: '33333333-3333-4333-8333-333333333333' },
};
const namesOf = (name: string, owner?: string) => Names.ofEnvironment({ name, owner, ...place });
/** undefined: a limit of the kind refuses it, and no resource has it. */
function nameOf(name: string, owner: string | undefined, ofKind: ResourceKind, what: string): string | undefined {
  try {
    return namesOf(name, owner).of(ofKind, what);
  } catch {
    return undefined;
  }
}

describe("a sandbox's identity", () => {
  it('owns the names of its own resources, of every kind, where a service puts something before them too', () => {
    fc.assert(
      fc.property(word, word, kind, words, (name, owner, ofKind, what) => {
        const identity = new SandboxIdentity({ name, owner });
        const full = nameOf(name, owner, ofKind, what);
        fc.pre(full !== undefined);
        expect(identity.ownsName(full)).toBe(true);
        if (ofKind === 'kmsAlias') return;
        expect(identity.ownsName(`/aws/lambda/${full}`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("owns no name of another owner's sandbox, of dev, of prod, or of another environment", () => {
    fc.assert(
      fc.property(
        word,
        word,
        word,
        fc.option(word, { nil: undefined }),
        kind,
        words,
        (name, owner, otherName, otherOwner, ofKind, what) => {
          fc.pre(otherName !== name || (otherOwner !== undefined && otherOwner !== owner));
          const other = nameOf(otherName, otherOwner, ofKind, what);
          fc.pre(other !== undefined);
          const identity = new SandboxIdentity({ name, owner });
          for (const prefix of ['', '/', '/aws/lambda/', 'alias/']) expect(identity.ownsName(`${prefix}${other}`)).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("owns no account whose name has no separators: it could be anybody's", () => {
    const { activityLogAccount } = operatedNames(namesOf('sandbox', 'a'));
    expect(new SandboxIdentity({ name: 'sandbox', owner: 'a' }).ownsName(activityLogAccount)).toBe(false);
  });

  it('believes all three tags or none', () => {
    const identity = new SandboxIdentity({ name: 'sandbox', owner: 'a' });
    const own = { Project: 'audit-bridge', Environment: 'sandbox', Owner: 'a', More: 'b' };
    expect([identity.ownsTags(own), identity.contradicts(own)]).toEqual([true, false]);
    expect([identity.ownsTags({}), identity.contradicts({ More: 'b' })]).toEqual([false, false]);
    for (const other of [
      { ...own, Owner: 'ab' },
      { ...own, Environment: 'dev' },
      { ...own, Owner: undefined },
      { Project: 'audit-bridge' },
    ])
      expect([identity.ownsTags(other), identity.contradicts(other)]).toEqual([false, true]);
  });
});
