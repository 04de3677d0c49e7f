import { sweepAppRoleAssignments } from './azure/app-role-assignments';
import type { AzureSweep } from './azure/azure-sweep';
import { findDeletedAccounts } from './azure/deleted-accounts';
import { sweepDiagnosticSettings } from './azure/diagnostic-settings';
import { sweepResourceGroups } from './azure/resource-groups';
import { sweepRoleAssignments } from './azure/role-assignments';
import { sweepTaggedResources } from './azure/tagged-resources';
import { findDeletedWorkspaces } from './azure/workspaces';
import { joinReports, type SweepReport } from './sweep-report';

/** Settings before the container that they fill, which Azure Monitor would make again; what is deleted softly comes last, and is told with its date. */
const parts: Readonly<Record<string, (sweep: AzureSweep) => Promise<SweepReport>>> = {
  'diagnostic settings': sweepDiagnosticSettings,
  'app role assignments': sweepAppRoleAssignments,
  'role assignments': sweepRoleAssignments,
  'resource groups': sweepResourceGroups,
  'tagged resources': sweepTaggedResources,
  'deleted workspaces': findDeletedWorkspaces,
  'deleted storage accounts': findDeletedAccounts,
};

/** Removes what is left of a sandbox in Azure. A part that fails is told, and the others are done all the same. */
export async function sweepAzure(sweep: AzureSweep): Promise<SweepReport> {
  const reports: SweepReport[] = [];
  for (const [kind, part] of Object.entries(parts)) {
    sweep.run.interruption.signal.throwIfAborted();
    try {
      reports.push(await part(sweep));
    } catch (error) {
      if (sweep.run.interruption.isRequested) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      reports.push({ removed: [], remaining: [{ kind, name: 'of Azure', reason }] });
    }
  }
  return joinReports(reports);
}
