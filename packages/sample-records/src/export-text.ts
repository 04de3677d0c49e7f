/** How an export puts its records together: JSON lines, an array, an Event Hubs message, a page of the REST interface. */
export const exportShapes = ['lines', 'array', 'records', 'rest'] as const;

export type ExportShape = (typeof exportShapes)[number];

const frames: Readonly<Record<Exclude<ExportShape, 'lines'>, readonly [opening: string, closing: string]>> = {
  array: ['[\n', '\n]\n'],
  records: ['{"records":[\n', '\n]}\n'],
  rest: ['{"value":[\n', '\n]}\n'],
};

const lineFeed = Buffer.from('\n');
const comma = Buffer.from(',\n');

/** The bytes of an export, piece by piece. No record of it is printed again. */
export function* exportText(records: Iterable<{ readonly bytes: Buffer }>, shape: ExportShape): Generator<Buffer> {
  if (shape === 'lines') {
    for (const { bytes } of records) yield* [bytes, lineFeed];
    return;
  }
  const [opening, closing] = frames[shape];
  let before: Buffer = Buffer.from(opening);
  for (const { bytes } of records) {
    yield* [before, bytes];
    before = comma;
  }
  if (before !== comma) yield before;
  yield Buffer.from(closing);
}
