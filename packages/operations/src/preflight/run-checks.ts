import type { Interruption } from '../interruption';
import type { Cloud } from '../right-place/assert-right-place';
import { describeProblem } from './describe-problem';
import { type Finding, unknown } from './finding';
import type { PreflightCheck, PreflightContext } from './preflight-check';

export interface CheckResult {
  readonly check: PreflightCheck;
  readonly findings: readonly Finding[];
  /** Its cloud was not asked: nobody is signed in there. */
  readonly isSkipped?: boolean;
}

export interface RunChecksProps {
  /** Asked first, alone: where one of them finds something missing, its cloud is not asked further. */
  readonly signIn: readonly PreflightCheck[];
  readonly checks: readonly PreflightCheck[];
  readonly context: PreflightContext;
  readonly interruption: Pick<Interruption, 'isRequested'>;
  /** How many were answered, of how many. */
  readonly progress: (done: number, all: number, title: string) => void;
}

/** Checks under way at once: IAM's and Azure's calls are throttled by the caller. */
const maxConcurrentChecks = 6;

/** Asks everything that applies, and always answers: what cannot be read is a finding too. In the order of the lists. */
export async function runChecks({ checks, context, interruption, progress, signIn }: RunChecksProps): Promise<readonly CheckResult[]> {
  const first = signIn.filter(check => check.applies(context.environment));
  const others = checks.filter(check => check.applies(context.environment));
  const all = first.length + others.length;
  let done = 0;
  const ask = async (check: PreflightCheck): Promise<CheckResult> => {
    const findings = await check.run(context).catch(error => [notRead(check, error)]);
    progress(++done, all, check.title);
    return { check, findings };
  };
  const signedIn = await Promise.all(first.map(ask));
  const closed = new Set(
    signedIn.filter(({ findings }) => findings.some(({ outcome }) => outcome !== 'ok')).map(({ check }) => check.cloud),
  );
  const results = new Map<PreflightCheck, CheckResult>();
  const waiting = [...others];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined && !interruption.isRequested; check = waiting.shift()) {
      results.set(check, closed.has(check.cloud) ? { check, findings: [notAsked(check.cloud)], isSkipped: true } : await ask(check));
    }
  };
  await Promise.all(Array.from({ length: maxConcurrentChecks }, worker));
  return [...signedIn, ...others.flatMap(check => results.get(check) ?? [])];
}

const cloudNames: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure' };

const notAsked = (cloud: Cloud): Finding => unknown(`${cloudNames[cloud]} was not asked.`, 'Mend the sign-in above first, then ask again.');

function notRead({ reads }: PreflightCheck, error: unknown): Finding {
  const { isDenied, text } = describeProblem(error);
  return isDenied
    ? unknown(text, `Ask again as somebody who may read this: ${reads.join(', ')}.`)
    : unknown(text, 'Ask again; this check needs an answer.');
}
