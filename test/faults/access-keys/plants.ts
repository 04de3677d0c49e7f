import type { ReportRecord, Snapshot } from '@audit-bridge/access-key-records';
import type { AccountReader } from '@audit-bridge/access-key-report/account-reader';
import type { ReportPorts } from '@audit-bridge/access-key-report/report-run';

/**
 * A bug, put into the pipeline from outside: the real use case runs on ports that behave as if the code had the bug, or the query reads rows as a
 * query with the bug would. The simulator has to find each; else it would not find the real one either.
 */
export interface Plant {
  readonly ports?: (ports: ReportPorts) => ReportPorts;
  readonly snapshot?: (snapshot: Snapshot) => Snapshot;
  readonly rows?: (rows: readonly ReportRecord[]) => readonly ReportRecord[];
}

export const plants = {
  /** All attempts of a run write one snapshot. */
  'attempts-mixed': { snapshot: snapshot => ({ ...snapshot, attemptId: `attempt-of-${snapshot.runId}` }) },
  /** The snapshot is closed although some of its rows were not accepted. */
  'closed-before-acceptance': {
    ports: ports => ({
      ...ports,
      upload: { upload: (records, giveUpAt) => ports.upload.upload(records, giveUpAt).catch(() => undefined) },
    }),
  },
  /** A listing ends with the page that could not be had. */
  'page-lost-on-failure': { ports: withReaders(reader => ({ userPages: () => untilFailure(reader.userPages()) })) },
  /** A key that IAM does not tell of counts as deleted, although it is listed. */
  'key-dropped-when-denied': { ports: withReaders(withoutDeniedKeys) },
  /** A row that came twice is counted twice. */
  'repeats-counted': { rows: withRepeatsAsKeys },
} as const satisfies Record<string, Plant>;

export type PlantName = keyof typeof plants;

export const isPlantName = (name: string | undefined): name is PlantName => name !== undefined && name in plants;

function withReaders(change: (reader: AccountReader) => Partial<AccountReader>): (ports: ReportPorts) => ReportPorts {
  const bound = (reader: AccountReader): AccountReader => ({
    countRootKeys: () => reader.countRootKeys(),
    userPages: () => reader.userPages(),
    listKeys: name => reader.listKeys(name),
    readLastUse: keyId => reader.readLastUse(keyId),
  });
  return ports => ({
    ...ports,
    openAccount: async account => {
      const reader = await ports.openAccount(account);
      return { ...bound(reader), ...change(reader) };
    },
  });
}

async function* untilFailure<T>(pages: AsyncIterator<T, unknown>): AsyncGenerator<T, void> {
  for (;;) {
    const page = await pages.next().catch(() => undefined);
    if (page === undefined || page.done === true) return;
    yield page.value;
  }
}

function withoutDeniedKeys(reader: AccountReader): Partial<AccountReader> {
  const denied = new Set<string>();
  return {
    listKeys: async name => (await reader.listKeys(name))?.filter(({ accessKeyId }) => !denied.has(accessKeyId)),
    readLastUse: async keyId => {
      const lastUse = await reader.readLastUse(keyId);
      if ('notTold' in lastUse) denied.add(keyId);
      return lastUse;
    },
  };
}

function withRepeatsAsKeys(rows: readonly ReportRecord[]): readonly ReportRecord[] {
  const seen = new Map<string, number>();
  return rows.map(row => {
    if (row.RecordType_s !== 'AccessKey') return row;
    const key = `${row.AttemptId_s} ${row.KeyUid_s}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? row : { ...row, KeyUid_s: `${row.KeyUid_s} again ${times}` };
  });
}
