import { deduplicatedViewSql, lakeQueries, type Period } from '../src';
import { azureAndCloudTrail } from '../src/queries/azure-and-cloudtrail';
import { deletes } from '../src/queries/deletes';
import { failuresByActor } from '../src/queries/failures-by-actor';
import { firstSeenActors } from '../src/queries/first-seen-actors';
import { roleAssignments } from '../src/queries/role-assignments';
import { at, azureEvent, cloudTrailEvent, day } from './events';
import { createTestLake, type Row, type TestLake, tables } from './lake-tables';

const period: Period = { from: new Date(`${day}T00:00:00Z`), to: new Date('2026-03-04T00:00:00Z') };
const bob = { user: { name: 'bob@quillfern.example', uid: 'u-bob' } };

describe('the lake queries', () => {
  const lakes: TestLake[] = [];
  afterAll(() => {
    for (const lake of lakes) lake.close();
  });
  async function lakeOf(azure: readonly Row[], cloudTrail: readonly Row[] = [cloudTrailEvent({ uid: 'other', time: at('00:00:00') - 1 })]) {
    const lake = await createTestLake(azure, cloudTrail);
    lakes.push(lake);
    return lake;
  }

  describe(azureAndCloudTrail.name, () => {
    it('shows one row per call in one order of time, with the outcome of the last record', async () => {
      const call = { correlation: 'c-1', operation: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE' };
      const lake = await lakeOf(
        [
          azureEvent({ uid: '1', time: at('10:00:00'), statusId: 99, status: 'Start', ...call }),
          // Out of order: the end is told before the acceptance.
          azureEvent({ uid: '2', time: at('10:00:05'), statusId: 2, status: 'Failure', error: 'QuotaExceeded', ...call }),
          azureEvent({
            uid: '3',
            time: at('10:00:06'),
            statusId: 99,
            status: 'Accept',
            ...call,
            operation: 'Microsoft.Compute/virtualMachines/write',
          }),
        ],
        [
          cloudTrailEvent({ uid: 'e-1', time: at('09:59:59') }),
          cloudTrailEvent({ uid: 'e-2', time: at('10:00:01'), error: 'AccessDenied' }),
        ],
      );
      expect(await lake.ask(azureAndCloudTrail, period)).toMatchObject([
        {
          cloud: 'AWS',
          happened_at: '2026-03-02 10:00:01',
          actor: 'bea',
          outcome: 'Failure',
          error: 'AccessDenied',
          account: '111122223333',
        },
        {
          cloud: 'Azure',
          happened_at: '2026-03-02 10:00:00',
          actor: 'ann@quillfern.example',
          operation: 'microsoft.compute/virtualmachines/write',
          outcome: 'Failure',
          error: 'QuotaExceeded',
          address: '192.0.2.4',
          events: '3',
        },
        { cloud: 'AWS', happened_at: '2026-03-02 09:59:59', outcome: 'Success', error: null, address: '198.51.100.7' },
      ]);
    });

    it('shows no error of a call that has succeeded since', async () => {
      const lake = await lakeOf([
        azureEvent({ uid: '1', time: at('10:00:00'), correlation: 'c', statusId: 2, status: 'Failed', error: 'Conflict' }),
        azureEvent({ uid: '2', time: at('10:00:05'), correlation: 'c' }),
      ]);
      expect(await lake.ask(azureAndCloudTrail, period)).toMatchObject([{ outcome: 'Success', error: null, events: '2' }]);
    });

    it('shows a call whose end nobody has told yet', async () => {
      const lake = await lakeOf([azureEvent({ uid: '1', time: at('10:00:00'), statusId: 99, status: 'Start' })]);
      expect(await lake.ask(azureAndCloudTrail, period)).toMatchObject([{ outcome: 'Start', error: null }]);
    });

    it('keeps events apart that share a correlation id and are no call: an alert has the path of its resource there', async () => {
      const alert = { logName: 'Alert', correlation: '/subscriptions/s/alerts/a', statusId: 99, status: 'Activated' };
      const lake = await lakeOf([
        azureEvent({ uid: '1', time: at('10:00:00'), ...alert }),
        azureEvent({ uid: '2', time: at('11:00:00'), ...alert }),
      ]);
      expect(await lake.ask(azureAndCloudTrail, period)).toHaveLength(2);
    });

    it('counts what was delivered twice once, in both clouds', async () => {
      const event = azureEvent({ uid: '1', time: at('10:00:00') });
      const amazon = cloudTrailEvent({ uid: 'e-1', time: at('10:00:00') });
      const lake = await lakeOf([event, event], [amazon, amazon]);
      expect(await lake.ask(azureAndCloudTrail, period)).toMatchObject([
        { cloud: 'AWS', events: '1' },
        { cloud: 'Azure', events: '1' },
      ]);
    });

    it('keeps to its period at both ends, in both clouds', async () => {
      const moments = [at('00:00:00') - 1, at('00:00:00'), at('00:00:00') + 2 * 86_400_000 - 1, at('00:00:00') + 2 * 86_400_000];
      const lake = await lakeOf(
        moments.map((time, index) => azureEvent({ uid: `a-${index}`, time })),
        moments.map((time, index) => cloudTrailEvent({ uid: `c-${index}`, time })),
      );
      expect((await lake.ask(azureAndCloudTrail, period)).map(({ cloud, happened_at }) => `${cloud} ${happened_at}`)).toEqual([
        'AWS 2026-03-03 23:59:59.999',
        'Azure 2026-03-03 23:59:59.999',
        'AWS 2026-03-02 00:00:00',
        'Azure 2026-03-02 00:00:00',
      ]);
    });
  });

  it('tells whose calls failed, and why', async () => {
    const refused = { actor: bob, statusId: 2, status: 'Failed', error: 'AuthorizationFailed' };
    const lake = await lakeOf(
      [
        azureEvent({ uid: '1', time: at('10:00:00'), ...refused }),
        azureEvent({ uid: '2', time: at('11:00:00'), ...refused, address: { ip: '203.0.113.9' } }),
        azureEvent({ uid: '3', time: at('12:00:00') }),
      ],
      [cloudTrailEvent({ uid: 'e', time: at('10:00:00'), error: 'AccessDenied' })],
    );
    expect(await lake.ask(failuresByActor, period)).toMatchObject([
      { actor: 'bob@quillfern.example', error: 'AuthorizationFailed', failures: '2', addresses: '2', last: '2026-03-02 11:00:00' },
      { actor: 'bea', operation: 'PutBucketPolicy', error: 'AccessDenied', failures: '1' },
    ]);
  });

  it('finds actors of whom nothing was known, however a name is spelled', async () => {
    const lake = await lakeOf([
      azureEvent({ uid: '1', time: at('10:00:00') - 30 * 86_400_000 }),
      azureEvent({ uid: '2', time: at('10:00:00'), actor: { user: { name: 'ANN@quillfern.example' } } }),
      azureEvent({ uid: '3', time: at('10:00:00') - 91 * 86_400_000, actor: bob }),
      azureEvent({ uid: '4', time: at('11:00:00'), actor: bob, operation: 'Microsoft.KeyVault/vaults/read' }),
      azureEvent({ uid: '5', time: at('12:00:00'), actor: bob }),
    ]);
    expect((await lake.ask(firstSeenActors, period)).filter(({ cloud }) => cloud === 'Azure')).toMatchObject([
      { actor: 'bob@quillfern.example', first_seen: '2026-03-02 11:00:00', first_operation: 'microsoft.keyvault/vaults/read', calls: '2' },
    ]);
  });

  it('finds deletes by their activity, and in AWS also by their names', async () => {
    const lake = await lakeOf(
      [
        azureEvent({ uid: '1', time: at('10:00:00'), activity: 4, operation: 'MICROSOFT.COMPUTE/DISKS/DELETE' }),
        azureEvent({ uid: '2', time: at('10:00:00') }),
      ],
      [
        cloudTrailEvent({ uid: 'a', time: at('09:00:00'), activity: 4, operation: 'ScheduleKeyDeletion' }),
        cloudTrailEvent({ uid: 'b', time: at('08:00:00'), activity: 99, operation: 'TerminateInstances' }),
        cloudTrailEvent({ uid: 'c', time: at('07:00:00'), activity: 2, operation: 'ListDeletedThings' }),
      ],
    );
    expect((await lake.ask(deletes, period)).map(({ operation }) => operation)).toEqual([
      'microsoft.compute/disks/delete',
      'ScheduleKeyDeletion',
      'TerminateInstances',
    ]);
  });

  it('finds who gave rights, by role assignments, privileged identity management and policies', async () => {
    const operations = [
      'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
      'Microsoft.Authorization/elevateAccess/action',
      'Add member to role in PIM completed (timebound)',
      'Microsoft.Authorization/roleAssignments/read',
      'Microsoft.Authorization/policies/audit/action',
    ];
    const lake = await lakeOf(
      operations.map((operation, index) => azureEvent({ uid: `${index}`, time: at('10:00:00') - index, operation })),
      ['AttachRolePolicy', 'GetRolePolicy', 'AddUserToGroup'].map((operation, index) =>
        cloudTrailEvent({ uid: operation, time: at('09:00:00') - index, operation }),
      ),
    );
    expect((await lake.ask(roleAssignments, period)).map(({ operation }) => operation)).toEqual([
      'microsoft.authorization/roleassignments/write',
      'microsoft.authorization/elevateaccess/action',
      'add member to role in pim completed (timebound)',
      'AttachRolePolicy',
      'AddUserToGroup',
    ]);
  });

  it('answers with rows whose parts are missing', async () => {
    const bare = azureEvent({
      uid: '1',
      time: at('10:00:00'),
      actor: { invoked_by: 'Microsoft.Insights' },
      address: { svc_name: 'Microsoft.Insights' },
      resources: [],
    });
    const lake = await lakeOf([
      { ...bare, api: { operation: null }, cloud: null, status: null, status_id: 0, unmapped: null, src_endpoint: null },
    ]);
    const [row] = await lake.ask(azureAndCloudTrail, period);
    expect(row).toMatchObject({ actor: 'microsoft.insights', outcome: 'Unknown', address: null, resource: null, account: null });
  });

  it.each(lakeQueries.filter(({ needsCloudTrail }) => !needsCloudTrail))(
    'asks Azure alone where CloudTrail is not in the lake: $name',
    async query => {
      const lake = await lakeOf([azureEvent({ uid: '1', time: at('10:00:00') })]);
      const sql = query.sql({ ...tables, cloudTrail: undefined }, period);
      expect(sql).not.toContain('cloudtrail');
      await expect(lake.rows(sql)).resolves.toBeDefined();
    },
  );

  it.each(lakeQueries)('looks at the last seven days when no period is given: $name', async query => {
    const recent = Date.now() - 3_600_000;
    const lake = await lakeOf(
      [azureEvent({ uid: '1', time: recent, activity: 4, statusId: 2, operation: 'Microsoft.Authorization/roleAssignments/delete' })],
      [cloudTrailEvent({ uid: '2', time: recent - 400 * 86_400_000, operation: 'DeleteRolePolicy', error: 'AccessDenied' })],
    );
    expect((await lake.rows(query.sql(tables))).map(({ cloud }) => cloud)).toEqual(['Azure']);
  });
});

describe('deduplicatedViewSql', () => {
  it('keeps one of equal records and both of two records that share an id', async () => {
    const event = azureEvent({ uid: '1', time: at('10:00:00') });
    const lake = await createTestLake(
      [
        event,
        event,
        azureEvent({ uid: '1', time: at('10:00:00'), hash: 'other bytes', status: 'Updated' }),
        azureEvent({ uid: '2', time: at('10:00:00') }),
      ],
      [cloudTrailEvent({ uid: 'e', time: at('10:00:00') })],
    );
    const rows = await lake.rows(`SELECT metadata.uid AS uid, status, eventday FROM ${tables.azureDeduplicated} ORDER BY uid, status`);
    lake.close();
    expect(rows).toEqual([
      { uid: '1', status: 'Success', eventday: '20260302' },
      { uid: '1', status: 'Updated', eventday: '20260302' },
      { uid: '2', status: 'Success', eventday: '20260302' },
    ]);
  });

  it('keeps the newer mapping of a record', async () => {
    const lake = await createTestLake(
      ['1.1.0', '1.3.0', '1.1.0'].map(version => azureEvent({ uid: '1', time: at('10:00:00'), version })),
      [cloudTrailEvent({ uid: 'e', time: at('10:00:00') })],
    );
    const rows = await lake.rows(`SELECT metadata.version AS version FROM ${tables.azureDeduplicated}`);
    lake.close();
    expect(rows).toEqual([{ version: '1.3.0' }]);
  });

  it('reads the partitions of the asked days only', async () => {
    const lake = await createTestLake(
      [0, 1, 2, 3].map(days => azureEvent({ uid: `${days}`, time: at('10:00:00') + days * 86_400_000 })),
      [cloudTrailEvent({ uid: 'e', time: at('10:00:00') })],
    );
    const plan = await lake.rows(
      `EXPLAIN SELECT * FROM ${tables.azureDeduplicated} WHERE eventday >= date_format(TIMESTAMP '2026-03-05 00:00:00', '%Y%m%d')`,
    );
    lake.close();
    expect(JSON.stringify(plan)).toMatch(/Scanning Files: 1\/4/);
  });

  it('names what it makes and what it reads', () => {
    expect(deduplicatedViewSql({ azure: '"db"."events"', azureDeduplicated: '"db"."once"' })).toMatch(
      /^CREATE OR REPLACE VIEW "db"."once" AS\nSELECT [^*]*FROM "db"."events"\n\) AS copies\nWHERE copy = 1$/,
    );
  });
});
