import type { BundledFunction } from './bundle-function';
import { sizeLimitBytes } from './bundling-rule';

const listedOrigins = 5;

/** One function's size against the limit, and where the bytes come from, the largest first. */
export function sizeReport({ artifact, unchanged, origins }: BundledFunction): string {
  const { name, sizeBytes } = artifact;
  const share = Math.round((100 * sizeBytes) / sizeLimitBytes);
  const head = `${name}: ${kilobytes(sizeBytes)} zipped, ${share} % of the ${kilobytes(sizeLimitBytes)} limit${unchanged ? ' (unchanged)' : ''}`;
  const largest = Object.entries(origins)
    .sort(([, one], [, other]) => other - one)
    .slice(0, listedOrigins)
    .map(([origin, bytes]) => `${origin} ${kilobytes(bytes)}`);
  return `${head}\n  before compression: ${largest.join(', ')}`;
}

export function exceedsLimit({ artifact }: BundledFunction): boolean {
  return artifact.sizeBytes > sizeLimitBytes;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
}
