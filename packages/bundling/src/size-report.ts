import type { BundledFunction } from './bundle-function';
import { bundlingRules } from './bundling-rule';

const listedOrigins = 5;

/** One function's size against the limit, and where the bytes come from, the largest first. */
export function sizeReport({ artifact, unchanged, origins }: BundledFunction): string {
  const { name, kind, sizeBytes } = artifact;
  const { sizeLimitBytes } = bundlingRules[kind];
  const share = Math.round((100 * sizeBytes) / sizeLimitBytes);
  const head = `${name}: ${kilobytes(sizeBytes)} zipped, ${share} % of the ${kilobytes(sizeLimitBytes)} limit${unchanged ? ' (unchanged)' : ''}`;
  const largest = Object.entries(origins)
    .sort(([, one], [, other]) => other - one)
    .slice(0, listedOrigins)
    .map(([origin, bytes]) => `${origin} ${kilobytes(bytes)}`);
  return `${head}\n  before compression: ${largest.join(', ')}`;
}

export function exceedsLimit({ artifact }: BundledFunction): boolean {
  return artifact.sizeBytes > bundlingRules[artifact.kind].sizeLimitBytes;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
}
