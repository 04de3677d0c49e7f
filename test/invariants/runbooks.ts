import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

export const runbookFolder = join(__dirname, '../../docs/runbooks');

const alarmTypes = ['aws_cloudwatch_metric_alarm', 'azurerm_monitor_metric_alert', 'azurerm_monitor_scheduled_query_rules_alert_v2'];

/** The runbooks that a stack's alarms lead to, by the names of their files. */
export function runbooksNamedBy({ json }: Pick<SynthesizedStack, 'json'>): ReadonlySet<string> {
  const descriptions = alarmTypes
    .flatMap(type => resourcesOf(json, type))
    .map(({ values }) => String(values.alarm_description ?? values.description));
  return new Set(descriptions.flatMap(description => /docs\/runbooks\/([a-z-]+\.md)/.exec(description)?.[1] ?? []));
}

/** What a runbook says, in this order. */
const headings = ['What it means', 'How to look', 'What to do', 'When it is over'];

export function runbookInvariants(stacks: readonly Pick<SynthesizedStack, 'json'>[]): void {
  describe('runbooks', () => {
    const files = readdirSync(runbookFolder).filter(name => name.endsWith('.md') && name !== 'README.md');

    // A link that leads nowhere costs minutes at the worst time; a runbook of no alarm is one that nobody keeps true.
    it('are those of the alarms of all environments, no more and no less', () => {
      const named = new Set(stacks.flatMap(stack => [...runbooksNamedBy(stack)]));
      expect(files.sort()).toEqual([...named].sort());
    });

    it.each(files)('say what it means, how to look, what to do and when it is over: %s', file => {
      const text = readFileSync(join(runbookFolder, file), 'utf8');
      expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(headings);
      // Something to type.
      expect(text).toMatch(/```\n(npx pnpm|aws|az) /);
    });

    it('are all listed on their first page', () => {
      const page = readFileSync(join(runbookFolder, 'README.md'), 'utf8');
      expect([...page.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, file = '']) => file).sort()).toEqual(files.sort());
    });
  });
}
