/** How the report travels: a leaf without imports, so that the command line's help loads nothing else. */
export const transportNames = ['logs-ingestion', 'data-collector'] as const;
export type TransportName = (typeof transportNames)[number];
