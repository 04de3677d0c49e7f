/** OCSF `status_id`: 1 and 2 are outcomes; 99 is a word that is none ("Accepted", "Active"), 0 is no word at all. */
export type StatusId = 0 | 1 | 2 | 99;

export interface Status {
  readonly id: StatusId;
  /** The source's own word, without the full stop that some exports put behind it. */
  readonly word: string | undefined;
  /** What the status is made more precise by: "NotFound", "403". */
  readonly code: string | undefined;
}

const successes = new Set(['success', 'succeeded']);
const failures = new Set(['failure', 'failed', 'cancel', 'canceled', 'cancelled', 'timedout', 'denied']);
const digits = /^\d+$/;

export interface StatusTexts {
  readonly resultType: string | undefined;
  readonly resultSignature: string | undefined;
  /** The REST API's place for what `resultSignature` holds behind its full stop. */
  readonly subStatus: string | undefined;
  /** `properties.statusCode` */
  readonly statusCode: string | undefined;
}

/** How an operation ended, or that it did not end yet (mapping, section 2.1, `status_id` and `status_code`; section 4.1). */
export function readStatus({ resultType, resultSignature, subStatus, statusCode }: StatusTexts): Status {
  const point = resultSignature?.indexOf('.') ?? -1;
  const first = point === -1 ? resultSignature : resultSignature?.slice(0, point);
  const second = point === -1 ? undefined : resultSignature?.slice(point + 1).trim();
  const word = (resultType ?? first)?.replace(/\.$/, '') || undefined;
  const number = resultSignature !== undefined && digits.test(resultSignature) ? resultSignature : undefined;
  return { id: statusIdOf(word), word, code: second || subStatus || statusCode || number };
}

function statusIdOf(word: string | undefined): StatusId {
  if (word === undefined) return 0;
  const folded = word.toLowerCase();
  if (successes.has(folded)) return 1;
  if (failures.has(folded)) return 2;
  if (!digits.test(folded)) return 99;
  const number = Number(folded);
  return number === 0 || (number >= 200 && number <= 399) ? 1 : 2;
}
