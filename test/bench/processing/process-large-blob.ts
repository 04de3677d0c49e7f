// The whole function is loaded, as it is where it runs: its libraries are a part of the memory.
import '@audit-bridge/activity-log-processor';
import { acceptingEvents, processRepeatedBlob } from './process-repeated-blob';
import { RepeatedBlob, sampleLines } from './repeated-blob';

const [megabytes = '64'] = process.argv.slice(2);
const blob = new RepeatedBlob(sampleLines(3_000), Number(megabytes) * 1e6);
const counts = await processRepeatedBlob(blob, acceptingEvents(1), { maxConcurrentRequests: 8, maxStepEvents: 1_000 });
if (counts.bytesRead < blob.lengthBytes) throw new Error(`Only ${counts.bytesRead} of ${blob.lengthBytes} bytes were read.`);
process.exit(0);
