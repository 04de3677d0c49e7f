import { fileURLToPath } from 'node:url';

/** Where a run leaves its results unless it is told otherwise, and where `bridge` looks for one that is kept. */
export const defaultOutput = fileURLToPath(new URL('../../../local-output', import.meta.url));
