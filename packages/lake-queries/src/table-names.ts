/** Of the table over the bucket lake; Security Lake chooses its own. */
export const lakeTableName = 'azure_activity';

/** Of the view in which each event stands once. */
export const deduplicatedViewName = 'azure_activity_deduplicated';
