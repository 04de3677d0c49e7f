import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const { createTransformer } = createRequire(import.meta.url)('@swc/jest');

/** What CommonJS names itself. An ES module that makes the same names does so from `import.meta`. */
const ownNames = /\b(require|__dirname)\b/g;
const rename = source => (source.includes('import.meta') ? source.replace(ownNames, '$1OfModule') : source);
const keyOf = text => createHash('sha256').update(text).digest('hex');

/** Turns an ES module of a library into CommonJS. swc leaves its names alone, which CommonJS has declared already. */
export default {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      canInstrument: swc.canInstrument,
      process: (source, path, ...more) => swc.process(rename(source), path, ...more),
      getCacheKey: (source, path, ...more) => keyOf(`${rename}${swc.getCacheKey(source, path, ...more)}`),
    };
  },
};
