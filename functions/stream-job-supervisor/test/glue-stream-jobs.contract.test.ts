import { GlueClient } from '@aws-sdk/client-glue';
import { decide } from '../src/decide';
import { GlueStreamJobs } from '../src/glue-stream-jobs';
import { GlueStandIn } from './glue-stand-in';

const jobName = 'audit-bridge-dev-activity-log';

describe('GlueStreamJobs', () => {
  let glue: GlueStandIn;
  let jobs: GlueStreamJobs;

  beforeEach(async () => {
    glue = await GlueStandIn.start();
    glue.job = {
      Name: jobName,
      Command: { Name: 'gluestreaming', ScriptLocation: 's3://code/a.py' },
      DefaultArguments: { '--REGION': 'eu-west-1' },
    };
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
    const settings = { endpoint: glue.url, region: 'eu-west-1', credentials };
    jobs = new GlueStreamJobs({
      client: new GlueClient({ ...settings, maxAttempts: 3 }),
      startClient: new GlueClient({ ...settings, maxAttempts: 1 }),
      jobName,
    });
  });

  afterEach(() => glue.stop());

  const requests = (operation: string) => glue.requests.filter(request => request.operation === operation);
  const endedRun = (id: number) => ({ Id: `jr_${id}`, JobRunState: 'FAILED', Arguments: {}, StartedOn: id, ExecutionTime: 7 });

  it('starts the job with its own arguments and the hash of its definition', async () => {
    const { job, runs } = await jobs.read();
    expect(runs).toEqual([]);
    expect(await jobs.start(job)).toBe('jr_1');
    expect(requests('StartJobRun')).toMatchObject([
      { input: { JobName: jobName, Arguments: { '--REGION': 'eu-west-1', '--DEFINITION_HASH': job.definitionHash } } },
    ]);
    expect((await jobs.read()).runs).toMatchObject([{ id: 'jr_1', state: 'STARTING', definitionHash: job.definitionHash }]);
  });

  it('takes it for no failure when another run was started first', async () => {
    const { job } = await jobs.read();
    await jobs.start(job);
    await expect(jobs.start(job)).resolves.toBeUndefined();
  });

  it('tries a start once: the answer of a second one could not be told from somebody else\u2019s run', async () => {
    const { job } = await jobs.read();
    glue.faults.push({ operation: 'StartJobRun', status: 500, type: 'InternalServiceException' });
    await expect(jobs.start(job)).rejects.toThrow('as the test says');
    expect(requests('StartJobRun')).toHaveLength(1);
  });

  it('tries again when Glue throttles a look', async () => {
    glue.faults.push({ operation: 'GetJob', status: 400, type: 'ThrottlingException' });
    await expect(jobs.read()).resolves.toMatchObject({ job: { name: jobName } });
    expect(requests('GetJob')).toHaveLength(2);
  });

  it('stops a run gracefully, and says what could not be stopped', async () => {
    const { job } = await jobs.read();
    await jobs.start(job);
    const { runs } = await jobs.read();
    expect(await jobs.stop(runs)).toEqual([]);
    expect((await jobs.read()).runs).toMatchObject([{ state: 'STOPPING' }]);
    expect(await jobs.stop(runs)).toEqual(['jr_1: InvalidInputException It does not run.']);
  });

  it('finds another job after the script has changed, and the same one after nothing has', async () => {
    const { job } = await jobs.read();
    await jobs.start(job);
    for (const run of glue.runs) run.JobRunState = 'RUNNING';
    const same = await jobs.read();
    expect(decide(same.job, same.runs, Date.now()).kind).toBe('keep');
    glue.job = { ...glue.job, Command: { Name: 'gluestreaming', ScriptLocation: 's3://code/b.py' } };
    const changed = await jobs.read();
    expect(decide(changed.job, changed.runs, Date.now())).toMatchObject({ kind: 'stop', runs: [{ id: 'jr_1' }] });
  });

  it('reads several pages of runs, but not for ever', async () => {
    glue.pageSize = 2;
    glue.runs = [endedRun(3), endedRun(2), endedRun(1)];
    expect((await jobs.read()).runs.map(({ id, seconds, startedAt }) => [id, seconds, startedAt])).toEqual([
      ['jr_3', 7, 3000],
      ['jr_2', 7, 2000],
      ['jr_1', 7, 1000],
    ]);
    glue.runs = Array.from({ length: 50 }, (_, index) => endedRun(50 - index));
    expect((await jobs.read()).runs).toHaveLength(6);
  });

  it('says what to do when the job is not there', async () => {
    glue.job = undefined;
    await expect(jobs.read()).rejects.toThrow(`There is no Glue job ${jobName} in the function's account and Region`);
  });
});
