/**
 * Where the stream job keeps what: shared by the job's arguments, its permissions and the buckets' lifecycles.
 *
 * The work bucket: `scripts/<hash>/...` by Terraform; everything below `work/` by the job.
 * The quarantine bucket: `refused/` and `routed/` by the job.
 */
export const scriptsPrefix = 'scripts/';
export const workPrefix = 'work/';

/** Lines as they were read, until their micro-batch is published. A replay reads the stream again when they are gone. */
export const landingPrefix = `${workPrefix}landing/`;

/** Files on their way into the lake. */
export const stagingPrefix = `${workPrefix}staging/`;

/** What each micro-batch published: a replay removes what it does not have again. */
export const manifestsPrefix = `${workPrefix}manifests/`;

/** Days beyond the stream's retention that a manifest is kept: longer than its batch can be read again. */
export const manifestDaysBeyondStream = 30;

/** Glue's own. */
export const temporaryPrefix = `${workPrefix}temporary/`;

/** Days for what nobody asks for after its micro-batch. */
export const temporaryDays = 7;

export const refusedPrefix = 'refused/';
export const routedPrefix = 'routed/';
