import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { exportShapes, exportText } from './export-text';
import { generateRecords } from './generate-records';
import { inPieces } from './in-pieces';

const options = await yargs(hideBin(process.argv))
  .scriptName('sample-records')
  .usage('$0 [options]\n\nWrites generated Azure activity log records to standard output: same seed, same bytes.')
  .options({
    count: { type: 'number', default: 2000, describe: 'records in all' },
    seed: { type: 'number', default: 1, describe: 'any whole number' },
    start: { type: 'string', default: '2026-03-02T06:00:00Z', describe: 'time of the first event, UTC' },
    days: { type: 'number', describe: 'days that the records spread over [default: an hour for every thousand]' },
    shape: {
      choices: exportShapes,
      default: 'lines' as const,
      describe: 'JSON lines, an array, an Event Hubs message, a page of the REST interface',
    },
    unmappable: { type: 'number', default: 0, describe: 'share (0 to 1) of records that must be refused' },
    subscription: {
      type: 'array',
      string: true,
      default: ['6d0e3f5a-1c47-4b52-9a68-0f2e7c81d934', 'a2f49b07-83d5-4e16-b7c0-5d1e9f60382b'],
      describe: 'subscriptions that the records are about, the busiest first',
    },
    tenant: { type: 'string', default: 'e81c2d94-5b3a-4f07-8e6d-97a0c4b2f513', describe: 'their tenant' },
  })
  .strict()
  .version(false)
  .parseAsync();

const records = generateRecords({
  seed: options.seed,
  count: options.count,
  startTime: options.start,
  ...(options.days === undefined ? {} : { days: options.days }),
  subscriptionIds: options.subscription.map(id => id.toLowerCase()),
  tenantId: options.tenant,
  unmappable: options.unmappable,
  shape: options.shape === 'rest' ? 'rest' : 'exported',
});

try {
  await pipeline(Readable.from(inPieces(exportText(records, options.shape))), process.stdout);
} catch (error) {
  // A reader that has seen enough (`head`) closes the pipe: that is its good right.
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
