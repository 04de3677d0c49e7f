/** Joins small buffers into larger ones: a write for each record would take longer than making it. */
export function* inPieces(buffers: Iterable<Buffer>, pieceBytes = 256 * 1024): Generator<Buffer> {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for (const buffer of buffers) {
    waiting.push(buffer);
    waitingBytes += buffer.length;
    if (waitingBytes < pieceBytes) continue;
    yield Buffer.concat(waiting, waitingBytes);
    waiting = [];
    waitingBytes = 0;
  }
  if (waitingBytes > 0) yield Buffer.concat(waiting, waitingBytes);
}
