import type { ReportRecord } from '@audit-bridge/access-key-records';
import { balance } from '@audit-bridge/local/access-keys/accounting';
import { latestSnapshot } from '@audit-bridge/local/access-keys/answers';
import type { IamAccount } from '@audit-bridge/local/access-keys/iam-account';
import type { CrashPlan } from '../../emulated/crash-plan';
import { startEmulated } from '../../emulated/start-emulated';
import type { EmulatedPipeline, EmulatedRun, Violation } from '../../fault-pipeline';
import { type EmulatedFunction, ownAccount, startFunction } from './emulated-function';
import { describeSchedule, drawSchedule, type Schedule } from './schedule';

/** Emulators that stay for many schedules, each with member accounts and a function of its own. */
export const startEmulatedAccessKeys = (): Promise<EmulatedPipeline> =>
  startEmulated(async (running, crashPlan) => {
    const emulated = await startFunction(running, crashPlan.file);
    return number => new EmulatedSchedule(emulated, crashPlan, drawSchedule(number, Date.now())).run();
  });

/** What was so while an attempt ran. */
interface Attempt {
  /** Milliseconds since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  readonly accounts: readonly IamAccount[];
  /** As the function says that all is well; undefined: it failed. */
  readonly attemptId: string | undefined;
}

class EmulatedSchedule {
  readonly #attempts: Attempt[] = [];

  constructor(
    private readonly emulated: EmulatedFunction,
    private readonly crashPlan: CrashPlan,
    private readonly schedule: Schedule,
  ) {}

  async run(): Promise<EmulatedRun> {
    const startedAt = performance.now();
    const { crashPlan, emulated, schedule } = this;
    const [first = [], ...later] = schedule.states;
    emulated.endpoint.rows.clear();
    const reporter = await emulated.start(first, await emulated.seed(first));
    try {
      this.#injectFaults();
      await crashPlan.set(schedule.crashes);
      const scheduledTime = new Date().toISOString();
      const invoke = (members: readonly IamAccount[], time: string) =>
        this.#attempt(members, () => reporter.invoke({ scheduledTime: time }));
      await Promise.all([invoke(first, scheduledTime), ...(schedule.isDoubled ? [invoke(first, scheduledTime)] : [])]);
      // Lambda's own retries, without its pauses.
      for (const members of later.slice(0, -1)) {
        if (this.#attempts.some(({ attemptId }) => attemptId !== undefined)) break;
        await emulated.seed(members);
        await invoke(members, scheduledTime);
      }
      const crashes = await crashPlan.happened();
      const violations = await this.#look('after the faults');

      // The next day's run: no faults any more, and what was held back has appeared.
      await this.#stopFaults();
      const last = later.at(-1) ?? first;
      await emulated.seed(last);
      await invoke(last, new Date(Date.now() + 1_000).toISOString());
      if (this.#attempts.at(-1)?.attemptId === undefined) violations.push({ what: 'a run without a fault failed' });
      violations.push(...(await this.#look('at the end')));
      return {
        schedule: schedule.number,
        violations,
        faults: describeSchedule(schedule),
        crashes,
        seconds: (performance.now() - startedAt) / 1000,
      };
    } finally {
      await this.#stopFaults();
      await reporter.stop();
    }
  }

  async #attempt(members: readonly IamAccount[], invoke: () => Promise<unknown>): Promise<void> {
    const from = Date.now();
    const attemptId = await invoke().then(
      summary => (summary as { readonly attemptId: string }).attemptId,
      () => undefined,
    );
    this.#attempts.push({ from, to: Date.now(), accounts: [ownAccount, ...members], attemptId });
  }

  #injectFaults(): void {
    const { aws, endpoint, sessions } = this.emulated;
    const { awsFaults, ingestionFaults, sessionFaults } = this.schedule;
    const inTurn = <T>(faults: readonly (T | undefined)[]) => {
      const left = [...faults];
      return () => left.shift();
    };
    aws.chooseFault = inTurn(awsFaults);
    sessions.chooseFault = inTurn(sessionFaults);
    endpoint.chooseFault = inTurn(ingestionFaults);
  }

  async #stopFaults(): Promise<void> {
    const { aws, endpoint, sessions } = this.emulated;
    aws.chooseFault = undefined;
    sessions.chooseFault = undefined;
    endpoint.chooseFault = undefined;
    endpoint.rows.release();
    await this.crashPlan.set([]);
  }

  /** What the query selects must be exactly the keys of one attempt, and none but an attempt that lacks rows may be passed over. */
  async #look(when: string): Promise<Violation[]> {
    const rows = this.emulated.endpoint.rows.all as unknown as readonly ReportRecord[];
    const snapshot = await latestSnapshot(rows, new Date());
    const [first] = snapshot;
    const promised = this.#attempts.findLast(({ attemptId }) => attemptId !== undefined && this.#hasAppeared(attemptId, rows));
    if (first === undefined) return promised === undefined ? [] : [{ what: `${when} no snapshot is selected`, about: promised.attemptId }];
    const startedAt = Date.parse(first.TimeGenerated);
    const attempt = this.#attempts.find(({ from, to }) => from <= startedAt && startedAt <= to);
    if (attempt === undefined) return [{ what: `${when} a snapshot of ${first.TimeGenerated} is selected, when nothing ran` }];
    if (promised !== undefined && startedAt < promised.from)
      return [{ what: `${when} an older snapshot is selected than that of the last run that ended well`, about: promised.attemptId }];
    const { missing, unexpected } = balance(attempt.accounts, snapshot);
    return [
      ...missing.map(key => ({ what: `${when} the snapshot lacks ${key}`, about: first.AttemptId_s })),
      ...unexpected.map(key => ({ what: `${when} the snapshot holds ${key}`, about: first.AttemptId_s })),
    ];
  }

  /** Nothing of an attempt that ended well is lost or held back, as far as its closing records tell. */
  #hasAppeared(attemptId: string, rows: readonly ReportRecord[]): boolean {
    const own = rows.filter(row => row.AttemptId_s === attemptId);
    const accounts = this.#attempts.find(attempt => attempt.attemptId === attemptId)?.accounts ?? [];
    const keys = new Set(own.flatMap(row => (row.RecordType_s === 'AccessKey' ? [row.KeyUid_s] : [])));
    const closed = new Set(own.flatMap(row => (row.RecordType_s === 'RunCompleted' ? [row.account_number_s] : [])));
    const expected = accounts.reduce(
      (sum, { rootKeys, users }) => sum + users.reduce((n, user) => n + user.accessKeys.length, rootKeys),
      0,
    );
    return closed.size === accounts.length && keys.size === expected;
  }
}
