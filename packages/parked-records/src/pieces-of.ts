/**
 * Cuts what is stored into pieces of at most so many bytes, in its order. One item that is larger alone is a piece of its own.
 *
 * @param items in memory
 */
export function* piecesOf<Item extends { readonly bytes: { readonly length: number } }>(
  items: Iterable<Item>,
  maxBytes: number,
): Generator<readonly Item[]> {
  let piece: Item[] = [];
  let pieceBytes = 0;
  for (const item of items) {
    if (piece.length > 0 && pieceBytes + item.bytes.length > maxBytes) {
      yield piece;
      piece = [];
      pieceBytes = 0;
    }
    piece.push(item);
    pieceBytes += item.bytes.length;
  }
  if (piece.length > 0) yield piece;
}
