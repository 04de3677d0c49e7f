import { MalformedHintError } from './errors';
import type { BlobHint } from './hint-queue';

/** The message body of a hint. The order of the fields is fixed: the same hint has the same bytes. */
export function formatHint({ path, etag, committedOffset, continuation }: BlobHint): string {
  return JSON.stringify({ path, etag, committedOffset, continuation });
}

/**
 * Reads a message body strictly.
 *
 * @throws {MalformedHintError} which names the field that does not fit, never the body
 */
export function parseHint(body: string): BlobHint {
  const { path, etag, committedOffset, continuation } = parseObject(body);
  if (typeof path !== 'string' || path === '') throw malformed('path is no text');
  if (typeof etag !== 'string') throw malformed('etag is no text');
  if (!isCount(committedOffset)) throw malformed('committedOffset is no whole number from 0 on');
  if (!isCount(continuation)) throw malformed('continuation is no whole number from 0 on');
  return { path, etag, committedOffset, continuation };
}

function parseObject(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw malformed('its body is no JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw malformed('its body is no JSON object');
  return { ...parsed };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const malformed = (problem: string) =>
  new MalformedHintError(
    `A message of the hint queue is no hint: ${problem}. Only the aggregator and the processor may write to this queue; the message ends in its dead-letter queue.`,
  );
