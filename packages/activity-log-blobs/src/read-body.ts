/**
 * Reads a response body to its end. The bound keeps a server that ignores a range from filling the memory.
 *
 * @throws {Error} when the body breaks off, or is longer than asked for
 */
export async function readBody(body: AsyncIterable<string | Uint8Array> | undefined, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let lengthBytes = 0;
  for await (const chunk of body ?? []) {
    const bytes = Buffer.from(chunk);
    lengthBytes += bytes.length;
    if (lengthBytes > maxBytes) throw new Error(`The answer has more than the ${maxBytes} bytes that were asked for.`);
    chunks.push(bytes);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, lengthBytes);
}
