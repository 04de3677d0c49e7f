import type { FunctionLogEntry } from '../emulators/functions-host/rpc';

/** https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete#trace */
const severityLevels = { trace: 0, debug: 0, information: 1, warning: 2, error: 3, critical: 4, none: 0 } as const;

/** A day of a kept run, and bounded. */
const maxLines = 100_000;

/** A row of Application Insights' table `traces`. */
export interface TraceRow {
  readonly timestamp: string;
  readonly message: string;
  readonly severityLevel: number;
  readonly operation_Name: string;
  readonly operation_Id: string;
  readonly [column: string]: unknown;
}

/** What Application Insights keeps of a function app: each line that its host was given. */
export class HostTraces {
  #rows: TraceRow[] = [];

  take({ functionName = '', invocationId = '', level, message }: FunctionLogEntry): void {
    this.#rows.push({
      timestamp: new Date().toISOString(),
      message,
      severityLevel: severityLevels[level],
      operation_Name: functionName,
      operation_Id: invocationId,
    });
    if (this.#rows.length > 2 * maxLines) this.#rows = this.#rows.slice(-maxLines);
  }

  rows(): readonly TraceRow[] {
    return this.#rows;
  }
}
