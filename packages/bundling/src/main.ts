import { type BundleProgress, bundleFunctions } from './bundle-functions';
import { exceedsLimit, sizeReport } from './size-report';

const usage = `Usage: npx pnpm bundle [function...]

Bundles functions/* (or only the named ones) into dist/<name>.zip and reports their sizes.
Exits with 1 when one is over the limit.`;

const names = process.argv.slice(2);
if (names.includes('--help')) console.log(usage);
else {
  const tooLarge: string[] = [];
  const onProgress = (progress: BundleProgress) => {
    console.log(sizeReport(progress));
    if (exceedsLimit(progress)) tooLarge.push(progress.artifact.name);
  };
  try {
    await bundleFunctions({ ...(names.length > 0 && { names }), onProgress });
    if (tooLarge.length > 0) throw new Error(`Over the size limit: ${tooLarge.join(', ')}. See which import brought the bytes, above.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
