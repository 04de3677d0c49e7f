import { isStuck, type RemainingThing, type SweepReport } from '../sweep/sweep-report';

/** What was removed beside Terraform, and what is left until when. */
export function describeReport(owner: string, { remaining, removed }: SweepReport): readonly string[] {
  return [
    ...removed.map(({ kind, name }) => `  removed: ${kind} ${name}`),
    ...remaining.map(thing => `  ${describeRemaining(thing)}`),
    conclusion(owner, remaining),
  ];
}

const describeRemaining = ({ kind, name, reason, until }: RemainingThing): string =>
  until === undefined
    ? `LEFT: ${kind} ${name}: ${reason}`
    : `until ${until.toISOString().slice(0, 10)}: ${kind} ${name}, which then goes by itself`;

function conclusion(owner: string, remaining: readonly RemainingThing[]): string {
  const stuck = remaining.filter(isStuck).length;
  if (remaining.length === 0) return `Nothing is left of the sandbox of ${owner}.`;
  if (stuck === 0) return `Nothing is left of the sandbox of ${owner} but the ${remaining.length} that go by themselves at their dates.`;
  return `${stuck} could not be removed. When the reasons above are gone, run it again: npx pnpm bridge sandbox down ${owner}`;
}
