/** Where the pipeline can deliver: a leaf without imports, so that the command line's help loads nothing else. */
export const destinationNames = ['cloudtrail-lake', 'cloudwatch-logs'] as const;
export type DestinationName = (typeof destinationNames)[number];
