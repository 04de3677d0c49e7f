export { type TerminalCapabilities, terminalCapabilities } from './capabilities';
export { coloured } from './colour';
export { harmlessText } from './harmless-text';
export { printTable } from './print-table';
export { createProgress, type Progress, type ReportLine, silent } from './progress';
export { sparkline } from './sparkline';
export type { Table } from './table';
