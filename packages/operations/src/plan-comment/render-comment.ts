import type { AttributeChange, ShownValue } from './attribute-changes';
import { type ChangeKind, changeKinds, drift, type PlannedChange, plannedChanges } from './planned-change';
import type { TerraformPlan } from './terraform-plan';

/** GitHub refuses a longer body: https://docs.github.com/rest/issues/comments (the limit is in its answer, 422) */
export const maxCommentLength = 65_536;

export interface CommentProps {
  /** Stands in the heading, and tells the comment from those of other stacks. */
  readonly stack: string;
  /** Where the whole plan can be read. */
  readonly link?: string | undefined;
  /** @default GitHub's */
  readonly maxLength?: number;
}

/** Finds a stack's comment again among all of a pull request. */
export const commentMark = (stack: string): string => `<!-- audit-bridge plan of ${stack} -->`;

const headings: Readonly<Record<ChangeKind, string>> = {
  replace: 'Replaced: destroyed and made again',
  destroy: 'Destroyed',
  forget: 'Forgotten by Terraform, and left as it is',
  update: 'Changed',
  import: 'Taken over as it is',
  create: 'Created',
};

const words: Readonly<Record<ChangeKind, string>> = {
  replace: 'to replace',
  destroy: 'to destroy',
  forget: 'to forget',
  update: 'to change',
  import: 'to import',
  create: 'to create',
};

/** The plan of one stack as a comment in Markdown: what loses data first and in bold, never a secret, never longer than a comment may be. */
export function renderComment(plan: TerraformPlan, { stack, link, maxLength = maxCommentLength }: CommentProps): string {
  const changes = plannedChanges(plan);
  const drifted = drift(plan);
  const head = [commentMark(stack), `### Plan of \`${stack}\`: ${summary(changes)}`, ...offline(plan), ...dangers(changes)];
  const sections = [
    ...changeKinds.flatMap(kind =>
      section(
        headings[kind],
        changes.filter(change => change.kind === kind),
        kind !== 'create',
      ),
    ),
    ...section('Changed outside of Terraform since the last apply', drifted, true),
    ...outputs(plan),
  ];
  const foot = link === undefined ? [] : ['', `[The whole plan](${link})`];
  return fit(head, sections, foot, maxLength, link);
}

function summary(changes: readonly PlannedChange[]): string {
  if (changes.length === 0) return 'no changes';
  return changeKinds
    .flatMap(kind => {
      const count = changes.filter(change => change.kind === kind).length;
      return count === 0 ? [] : [`${count} ${words[kind]}`];
    })
    .join(', ');
}

/** What a reviewer must know before anything else. */
const offline = ({ planned_offline: isOffline = false }: TerraformPlan): readonly string[] =>
  isOffline
    ? [
        '',
        '> [!NOTE]',
        '> Planned offline, as if nothing of it were there: no cloud and no provider has looked at it. A plan with credentials tells what is refused.',
      ]
    : [];

/** In bold at the top: what the apply would take data from. */
function dangers(changes: readonly PlannedChange[]): readonly string[] {
  const lost = changes.filter(({ holdsData, kind }) => holdsData && (kind === 'replace' || kind === 'destroy' || kind === 'forget'));
  if (lost.length === 0) return [];
  return [
    '',
    '> [!CAUTION]',
    `> **${lost.length} of them hold${lost.length === 1 ? 's' : ''} data.** An apply loses what is in:`,
    ...lost.map(({ address, forcedBy, kind }) => `> - **${code(address)}: ${verb[kind]}**${because(forcedBy)}`),
  ];
}

const verb: Readonly<Partial<Record<ChangeKind, string>>> = { replace: 'replaced', destroy: 'destroyed', forget: 'forgotten' };

const because = (forcedBy: readonly string[]): string => (forcedBy.length === 0 ? '' : `, because of ${forcedBy.map(code).join(', ')}`);

function section(heading: string, changes: readonly PlannedChange[], isOpen: boolean): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.flatMap(({ address, attributes, forcedBy }) => [
    `- ${code(address)}${because(forcedBy)}`,
    ...attributes.map(attribute => `  - ${describe(attribute)}`),
  ]);
  return ['', `<details${isOpen ? ' open' : ''}><summary>${heading} (${changes.length})</summary>`, '', ...lines, '', '</details>'];
}

const describe = ({ path, before, after }: AttributeChange): string => {
  const [from, to] = [shown(before), shown(after)];
  return from === to ? `${code(path)} ${from}, and it changes` : `${code(path)} ${from} → ${to}`;
};

const shown = (value: ShownValue): string => ('text' in value ? code(value.text) : `*${value.hidden}*`);

function outputs({ output_changes: changes = {} }: TerraformPlan): readonly string[] {
  const names = Object.entries(changes).flatMap(([name, { actions }]) => (actions.join() === 'no-op' ? [] : [name]));
  return names.length === 0 ? [] : ['', `Outputs that change: ${names.map(code).join(', ')}`];
}

/** Nothing of a plan is read as Markdown or HTML, whatever stands in it. */
function code(text: string): string {
  if (text === '') return '`""`';
  const printable = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
  const longest = Math.max(0, ...[...printable.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${printable}${fence}` : `${fence} ${printable} ${fence}`;
}

/** The head stays whole as long as it fits: it has what a reviewer must not miss. */
function fit(
  head: readonly string[],
  sections: readonly string[],
  foot: readonly string[],
  maxLength: number,
  link: string | undefined,
): string {
  const whole = [...head, ...sections, ...foot, ''].join('\n');
  if (whole.length <= maxLength) return whole;
  const rest = link === undefined ? 'The rest is cut off: run the diff.' : `The rest is cut off: [the whole plan](${link}).`;
  const end = `\n\n</details>\n\n**${rest}**\n`;
  const kept: string[] = [];
  let length = end.length;
  for (const line of [...head, ...sections]) {
    length += line.length + 1;
    if (length > maxLength) break;
    kept.push(line);
  }
  const isOpen = kept.filter(line => line.startsWith('<details')).length > kept.filter(line => line === '</details>').length;
  return `${kept.join('\n')}${isOpen ? end : end.replace('\n\n</details>', '')}`;
}
