import { createRequire } from 'node:module';
import type * as Rhea from 'rhea';

/** rhea exports an object with methods, which an `import` cannot take apart; its types say that it can. */
export const rhea: typeof Rhea = createRequire(import.meta.url)('rhea');
