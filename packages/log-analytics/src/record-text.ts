/** What a transport takes of a record. */
export interface RecordRules {
  /** Of a request's body, brackets and commas included. */
  readonly maxBodyBytes: number;
  /** Of one value. The service would cut a longer one without a word. */
  readonly maxFieldBytes: number;
  /**
   * The record as the service is to get it.
   *
   * @throws {UnfitRecordError}
   */
  readonly shape?: (record: object) => object;
}

/** A record as it is sent. */
export interface RecordText {
  /** In what was given to `upload`, from 0. */
  readonly position: number;
  readonly json: string;
  readonly bytes: number;
}

/** The service could not take a record as it is; the message holds names and sizes, no content. */
export class UnfitRecordError extends Error {
  override readonly name = 'UnfitRecordError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The brackets around a record that is sent alone. */
const bracketBytes = 2;
/** UTF-8 never takes more bytes for a UTF-16 unit. */
const maxBytesPerUnit = 3;

/** @throws {UnfitRecordError} */
export function recordText(record: object, position: number, { maxBodyBytes, maxFieldBytes, shape }: RecordRules): RecordText {
  const shaped = shape === undefined ? record : shape(record);
  for (const [name, value] of Object.entries(shaped)) checkField(name, value, maxFieldBytes);
  const json = jsonOf(shaped, 'The record');
  const bytes = Buffer.byteLength(json);
  if (bytes + bracketBytes > maxBodyBytes)
    throw new UnfitRecordError(
      'RecordTooLarge',
      `The record has ${bytes} bytes, and a request with it alone may have ${maxBodyBytes}. Shorten it where it is made.`,
    );
  return { position, json, bytes };
}

function checkField(name: string, value: unknown, maxFieldBytes: number): void {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return;
  const text = typeof value === 'string' ? value : jsonOf(value, `Its member ${name}`);
  if (text.length * maxBytesPerUnit <= maxFieldBytes) return;
  const bytes = Buffer.byteLength(text);
  if (bytes > maxFieldBytes)
    throw new UnfitRecordError(
      'FieldTooLong',
      `Its member ${name} has ${bytes} bytes, and Azure Monitor cuts what is longer than ${maxFieldBytes}. Shorten it where it is made.`,
    );
}

function jsonOf(value: object, what: string): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch {
    // The engine's message may name members; ours says what to do.
  }
  if (json === undefined) throw new UnfitRecordError('NotJson', `${what} has no form in JSON.`);
  return json;
}
