import type { Envelope } from './envelope';
import { textOf } from './text-value';

/** The activity log's categories, and the words that older exports write instead of "Administrative" (mapping, sections 2.1 and 2.5). */
const activityLogCategories = new Set([
  'administrative',
  'security',
  'servicehealth',
  'alert',
  'recommendation',
  'policy',
  'autoscale',
  'resourcehealth',
  'write',
  'delete',
  'action',
]);

/** The category that the record names, itself or in its properties. */
export function readCategory(envelope: Envelope): string | undefined {
  return envelope.category ?? textOf(envelope.properties?.eventCategory);
}

/**
 * Whether a record belongs to the activity log. Sign-ins, storage logs and others reach the same container and hubs (mapping, section 2.5, last line).
 * Without a category only the envelope of the REST API tells it: storage logs have `time` and `operationName` too.
 */
export function isActivityLog(envelope: Envelope, category: string | undefined): boolean {
  if (category !== undefined) return activityLogCategories.has(category.toLowerCase());
  return envelope.operationName !== undefined && (envelope.eventDataId !== undefined || envelope.eventTimestamp !== undefined);
}
