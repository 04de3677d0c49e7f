import * as fc from 'fast-check';
import { denied, MemoryAccount, memoryUser } from './fakes/memory-account';
import { pseudonym, ReportWorld } from './fakes/report-world';

const own = '111111111111';
const member = '222222222222';
const other = '333333333333';

const manyUsers = (count: number, keys: number) =>
  Array.from({ length: count }, (_, n) => memoryUser(`user-${n}`, ...Array.from({ length: keys }, (_, k) => `AKIA-${n}-${k}`)));

const uidsOf = (world: ReportWorld) => world.rows.map(({ KeyUid_s }) => KeyUid_s).sort();

describe('the report', () => {
  it('sends a row for each key, the root user’s too, and closes the snapshot when all were accepted', async () => {
    const account = new MemoryAccount(memoryUser('ada', 'AKIA-1', 'AKIA-2'), memoryUser('ben'), memoryUser('cyd', 'AKIA-3'));
    account.rootKeys = 2;
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(uidsOf(world)).toEqual(['AKIA-1', 'AKIA-2', 'AKIA-3', `${own}:root:1`, `${own}:root:2`].map(pseudonym).sort());
    expect(world.rows.filter(({ IsRoot_b }) => IsRoot_b).map(({ UserArn_s }) => UserArn_s)).toEqual(
      Array(2).fill(`arn:aws:iam::${own}:root`),
    );
    expect(world.closing).toEqual([expect.objectContaining({ account_number_s: own, ExpectedRows_d: 5, ExpectedAccounts_d: 1 })]);
    expect(world.uploads.at(-1)).toEqual(world.closing);
    expect(world.counts).toMatchObject({ usersRead: 3, keysRead: 5, keysReported: 5, accountsReported: 1, isComplete: true });
  });

  it('closes an account without users', async () => {
    const world = new ReportWorld({ [own]: new MemoryAccount() });
    await world.run();
    expect(world.uploads).toEqual([[expect.objectContaining({ RecordType_s: 'RunCompleted', ExpectedRows_d: 0 })]]);
  });

  it('gives every record of an attempt the same time and ids', async () => {
    const world = new ReportWorld({ [own]: new MemoryAccount(...manyUsers(5, 2)), [member]: new MemoryAccount() });
    await world.run();
    const common = ['TimeGenerated', 'loggedDate', 'RunId_s', 'AttemptId_s'] as const;
    expect(new Set(world.uploads.flat().map(record => common.map(name => record[name]).join()))).toEqual(
      new Set(['2026-11-21T03:00:00.000Z,2026-11-21T03:00:00.000Z,run-1,attempt-1']),
    );
  });

  it('reads many pages, sends rows on while it reads, and keeps no more than a few pages of users', async () => {
    const account = new MemoryAccount(...manyUsers(2_600, 1));
    account.usersPerPage = 100;
    const world = new ReportWorld({ [own]: account });
    const pagesBeforeKeys: string[] = [];
    let waiting = 0;
    let mostWaiting = 0;
    account.onCall = (name, subject) => {
      if (name === 'userPages') waiting += 100;
      if (name === 'listKeys') waiting--;
      mostWaiting = Math.max(mostWaiting, waiting);
      if (name === 'userPages' && world.uploads.length === 0) pagesBeforeKeys.push(subject);
    };
    await world.run();
    expect(world.uploads.map(({ length }) => length)).toEqual([...Array(10).fill(250), 100, 1]);
    expect(world.closing[0]?.ExpectedRows_d).toBe(2_600);
    expect(pagesBeforeKeys.length).toBeLessThan(15);
    expect(mostWaiting).toBeLessThan(300);
  });

  it('has as many calls under way as it may, and never more', async () => {
    const account = new MemoryAccount(...manyUsers(60, 2));
    account.usersPerPage = 60;
    const world = new ReportWorld({ [own]: account });
    world.maxConcurrentCalls = 5;
    await world.run();
    expect(account.mostUnderWay).toBe(5);
  });

  it('counts a user that a moving page shows twice once', async () => {
    const ada = memoryUser('ada', 'AKIA-1');
    const world = new ReportWorld({ [own]: new MemoryAccount(ada, memoryUser('ben'), ada) });
    await world.run();
    expect(world.closing[0]?.ExpectedRows_d).toBe(1);
    expect(world.rows).toHaveLength(1);
  });

  it('tells which accounts it skipped', async () => {
    const world = new ReportWorld({ [own]: new MemoryAccount() });
    world.skipped = [`${member} (SUSPENDED)`];
    await world.run();
    expect(world.counts.skippedAccounts).toEqual([`${member} (SUSPENDED)`]);
    expect(world.closing[0]?.ExpectedAccounts_d).toBe(1);
  });
});

describe('a deletion while the report reads', () => {
  it('leaves out a key that is gone', async () => {
    const ada = memoryUser('ada', 'AKIA-1', 'AKIA-2');
    const account = new MemoryAccount(ada);
    account.onCall = name => {
      if (name === 'readLastUse') ada.keys = ada.keys.filter(({ accessKeyId }) => accessKeyId !== 'AKIA-1');
    };
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(uidsOf(world)).toEqual([pseudonym('AKIA-2')]);
    expect(world.closing[0]?.ExpectedRows_d).toBe(1);
    expect(world.counts.deletedMeanwhile).toBe(1);
  });

  it('leaves out a user that is gone, before its keys are listed and after', async () => {
    const [ada, ben] = [memoryUser('ada', 'AKIA-1'), memoryUser('ben', 'AKIA-2')];
    const account = new MemoryAccount(ada, ben);
    account.onCall = (name, subject) => {
      if (name === 'userPages') account.users = [ben];
      if (name === 'readLastUse' && subject === 'AKIA-2') account.users = [];
    };
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(world.closing[0]?.ExpectedRows_d).toBe(0);
    expect(world.counts).toMatchObject({ deletedMeanwhile: 2, usersRead: 2, accountsReported: 1 });
  });

  it('finds a user that was renamed before its keys were listed, on whichever page it stands now', async () => {
    const users = ['ada', 'ben', 'cyd'].map((name, n) => memoryUser(name, `AKIA-${n}`));
    const account = new MemoryAccount(...users);
    account.onCall = name => {
      if (name !== 'listKeys' || account.users[0]?.userName !== 'ada') return;
      account.users = [...users.slice(1), { ...memoryUser('zoe', 'AKIA-0'), userId: 'AIDA-ada' }];
    };
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(uidsOf(world)).toEqual(['AKIA-0', 'AKIA-1', 'AKIA-2'].map(pseudonym).sort());
    expect(world.rows.find(({ KeyUid_s }) => KeyUid_s === pseudonym('AKIA-0'))?.user_s).toBe('zoe');
    expect(world.closing[0]?.ExpectedRows_d).toBe(3);
    expect(world.counts.deletedMeanwhile).toBe(0);
  });

  it('fails an account whose user has another name at each look, instead of leaving it out', async () => {
    const account = new MemoryAccount(memoryUser('ada', 'AKIA-1'));
    let renames = 0;
    account.onCall = name => {
      if (name === 'listKeys') account.users = [{ ...memoryUser(`ada-${++renames}`, 'AKIA-1'), userId: 'AIDA-ada' }];
    };
    const world = new ReportWorld({ [own]: account });
    await expect(world.run()).rejects.toThrow(/1 users are listed again and again under names that IAM does not know/);
    expect(world.closing).toEqual([]);
  });

  it('reads a key whose user is renamed while IAM does not tell of it', async () => {
    const account = new MemoryAccount(memoryUser('ada', 'AKIA-1'));
    const told = account.readLastUse.bind(account);
    let asked = 0;
    account.readLastUse = async id => {
      account.users = [{ ...memoryUser('zoe', 'AKIA-1'), userId: 'AIDA-ada' }];
      return ++asked < 2 ? { notTold: denied('GetAccessKeyLastUsed') } : told(id);
    };
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(world.rows).toHaveLength(1);
  });

  it('looks twice before it takes a user for deleted: a new one is not known everywhere at once', async () => {
    const ada = memoryUser('ada', 'AKIA-1');
    const account = new MemoryAccount(ada);
    let looks = 0;
    account.onCall = name => {
      if (name === 'userPages') account.users = [];
      if (name === 'listKeys' && ++looks === 2) account.users = [ada];
    };
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(world.rows).toHaveLength(1);
    expect(world.counts.deletedMeanwhile).toBe(0);
  });

  it('never drops a key that is listed: it asks again', async () => {
    const account = new MemoryAccount(memoryUser('ada', 'AKIA-1'));
    let asked = 0;
    const told = account.readLastUse.bind(account);
    account.readLastUse = async id => (++asked < 3 ? { notTold: denied('GetAccessKeyLastUsed') } : told(id));
    const world = new ReportWorld({ [own]: account });
    await world.run();
    expect(world.rows).toHaveLength(1);
    expect(world.slept).toEqual([1_000, 2_000]);
  });

  it('fails the account when IAM goes on to hide a key that it lists', async () => {
    const account = new MemoryAccount(memoryUser('ada', 'AKIA-1'));
    account.readLastUse = async () => ({ notTold: denied('GetAccessKeyLastUsed') });
    const world = new ReportWorld({ [own]: account });
    await expect(world.run()).rejects.toThrow(/IAM refused GetAccessKeyLastUsed/);
    expect(world.closing).toEqual([]);
  });
});

describe('an account that cannot be read', () => {
  const calls = ['countRootKeys', 'userPages', 'listKeys', 'readLastUse'] as const;

  it.each(calls)('does not keep the others from being reported: %s fails', async call => {
    const broken = new MemoryAccount(...manyUsers(9, 1));
    broken.onCall = (name, subject) => {
      if (name === call && (name !== 'userPages' || subject === '4')) throw denied(call);
    };
    const world = new ReportWorld({
      [own]: new MemoryAccount(memoryUser('ada', 'AKIA-own')),
      [member]: broken,
      [other]: new MemoryAccount(memoryUser('cyd', 'AKIA-other')),
    });
    await expect(world.run()).rejects.toThrow(
      `1 of 3 accounts could not be read, so the report is incomplete and its snapshot stays open; queries go on with the one before. Account ${member}: IAM refused ${call}.`,
    );
    expect(uidsOf(world)).toEqual(expect.arrayContaining([pseudonym('AKIA-own'), pseudonym('AKIA-other')]));
    expect(world.closing).toEqual([]);
    expect(world.counts).toMatchObject({ accountsReported: 2, accountsFailed: 1, isComplete: false });
  });

  it('is named also when it gives no session at all, and is left alone from then on', async () => {
    const closed = new MemoryAccount();
    const world = new ReportWorld({ [own]: new MemoryAccount(memoryUser('ada', 'AKIA-1')), [member]: closed });
    world.onOpen = accountId => {
      if (accountId === member) throw denied('AssumeRole');
    };
    await expect(world.run()).rejects.toThrow(/IAM refused AssumeRole/);
    expect(closed.calls).toEqual([]);
    expect(world.rows).toHaveLength(1);
  });

  it('is not asked on after it has failed', async () => {
    const broken = new MemoryAccount(...manyUsers(100, 2));
    broken.usersPerPage = 100;
    broken.onCall = name => {
      if (name === 'listKeys') throw denied('ListAccessKeys');
    };
    const world = new ReportWorld({ [own]: broken });
    await expect(world.run()).rejects.toThrow(/ListAccessKeys/);
    expect(broken.calls.length).toBeLessThan(20);
    expect(world.counts.accountsFailed).toBe(1);
  });
});

describe('a run that cannot go on', () => {
  it('leaves no request to KMS under way when the accounts cannot be listed', async () => {
    const world = new ReportWorld({ [own]: new MemoryAccount() });
    const told: string[] = [];
    world.onFind = () => {
      throw denied('ListAccounts');
    };
    world.openPseudonyms = async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      told.push('KMS answered');
      return pseudonym;
    };
    await world.run().catch(() => told.push('the run failed'));
    expect(told).toEqual(['KMS answered', 'the run failed']);
  });

  it('fails when a chunk of rows is not accepted, and closes nothing', async () => {
    const world = new ReportWorld({ [own]: new MemoryAccount(...manyUsers(1_500, 1)) });
    world.onUpload = records => {
      if (records.length === 250) throw new Error('Azure Monitor did not accept 250 of 250 records.');
    };
    await expect(world.run()).rejects.toThrow('Azure Monitor did not accept 250 of 250 records.');
    expect(world.closing).toEqual([]);
    expect(world.counts.isComplete).toBe(false);
  });

  it('fails when the records that close the snapshot are not accepted', async () => {
    const world = new ReportWorld({ [own]: new MemoryAccount(memoryUser('ada', 'AKIA-1')) });
    world.onUpload = records => {
      if (records[0]?.RecordType_s === 'RunCompleted') throw new Error('no');
    };
    await expect(world.run()).rejects.toThrow('no');
    expect(world.counts).toMatchObject({ keysReported: 1, isComplete: false });
  });

  it('waits for uploads that are slower than IAM instead of keeping all rows', async () => {
    const account = new MemoryAccount(...manyUsers(2_500, 1));
    account.usersPerPage = 1_000;
    const world = new ReportWorld({ [own]: account });
    let underWay = 0;
    let most = 0;
    world.onUpload = async () => {
      most = Math.max(most, ++underWay);
      await new Promise(resolve => setTimeout(resolve, 20));
      underWay--;
    };
    await world.run();
    expect(most).toBeLessThanOrEqual(3);
    expect(world.rows).toHaveLength(2_500);
  });

  it('stops in time and says how far it came', async () => {
    const account = new MemoryAccount(...manyUsers(50, 2));
    const world = new ReportWorld({ [own]: new MemoryAccount(memoryUser('ada', 'AKIA-own')), [member]: account });
    account.onCall = () => {
      if (world.counts.keysRead > 20) world.stop.abort();
      if (world.stop.signal.aborted) throw denied('because of the end');
    };
    await expect(world.run()).rejects.toThrow(
      /^The time did not suffice: 1 of 2 accounts were read whole, \d+ users were listed and 2\d keys/,
    );
    expect(world.counts.accountsFailed).toBe(0);
    expect(world.closing).toEqual([]);
  });

  it('stops also when a call never ends', async () => {
    const account = new MemoryAccount();
    account.countRootKeys = () => new Promise(() => {});
    const world = new ReportWorld({ [own]: account });
    setTimeout(() => world.stop.abort(), 10);
    await expect(world.run()).rejects.toThrow(/^The time did not suffice: 0 of 1 accounts/);
  });
});

it('reports exactly the keys there are, whatever the accounts look like', async () => {
  const accounts = fc.array(
    fc.record({ rootKeys: fc.integer({ min: 0, max: 2 }), users: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }) }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(accounts, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }), async (shapes, concurrency, pageSize) => {
      const expected: string[] = [];
      const world = new ReportWorld(
        Object.fromEntries(
          shapes.map(({ rootKeys, users }, a) => {
            const account = new MemoryAccount(
              ...users.map((keys, u) => memoryUser(`user-${u}`, ...Array.from({ length: keys }, (_, k) => `AKIA-${a}-${u}-${k}`))),
            );
            account.rootKeys = rootKeys;
            account.usersPerPage = pageSize;
            expected.push(...account.users.flatMap(({ keys }) => keys.map(({ accessKeyId }) => accessKeyId)));
            for (let n = 1; n <= rootKeys; n++) expected.push(`${100_000_000_000 + a}:root:${n}`);
            return [String(100_000_000_000 + a), account] as const;
          }),
        ),
      );
      world.maxConcurrentCalls = concurrency;
      await world.run();
      expect(uidsOf(world)).toEqual(expected.map(pseudonym).sort());
      const rowsOf = (accountId: string) => world.rows.filter(({ account_number_s }) => account_number_s === accountId).length;
      expect(world.closing.map(({ account_number_s, ExpectedRows_d }) => ExpectedRows_d - rowsOf(account_number_s))).toEqual(
        shapes.map(() => 0),
      );
    }),
    { numRuns: 40 },
  );
});
