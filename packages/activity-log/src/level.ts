/** OCSF `severity_id`. */
export type SeverityId = 0 | 1 | 2 | 3 | 4 | 5;

/** Critical to Verbose; the numbers 1 to 5 stand for the same, in this order (mapping, section 2.1, `severity_id`). */
const severities: Readonly<Record<string, SeverityId>> = {
  critical: 5,
  error: 3,
  warning: 2,
  informational: 1,
  information: 1,
  verbose: 1,
  trace: 1,
  '1': 5,
  '2': 3,
  '3': 2,
  '4': 1,
  '5': 1,
};

/** A security alert grades itself in `properties.Severity`. */
const alertSeverities: Readonly<Record<string, SeverityId>> = { high: 4, medium: 3, low: 2 };

/** How severe an event is, by its level or, for the category Security, by the alert's own grade. 0 when the record does not say. */
export function severityOf(level: string | undefined, category: string | undefined, alertSeverity: string | undefined): SeverityId {
  const ofAlert = category?.toLowerCase() === 'security' ? alertSeverities[alertSeverity?.toLowerCase() ?? ''] : undefined;
  return ofAlert ?? severities[level?.toLowerCase() ?? ''] ?? 0;
}
