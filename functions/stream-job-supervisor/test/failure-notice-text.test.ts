import { failureNoticeSubject, failureNoticeText } from '../src/failure-notice-text';
import { job, run } from './runs';

const notice = (errorMessage: string | undefined, failuresInARow = 1) => ({
  jobName: job.name,
  failed: run('jr_1', { errorMessage }),
  failuresInARow,
  startedRunId: 'jr_2',
});

describe('the message about a failed run', () => {
  it('says what failed, why, and what was done', () => {
    const text = failureNoticeText(notice('StreamingQueryException: no such stream'));
    expect(text).toContain('audit-bridge-dev-activity-log ended: FAILED, at 2026-11-20T12:00:00.000Z, after 60 s');
    expect(text).toContain('StreamingQueryException: no such stream');
    expect(text).toContain('jr_2 was started');
    expect(text).not.toContain('in a row');
  });

  it('says that starts are put off when it fails again and again', () => {
    expect(failureNoticeText(notice('x', 3))).toContain('failed at once 3 times in a row');
  });

  it('holds no secret, and no more of the error than a person reads', () => {
    const text = failureNoticeText(notice(`SharedAccessKey=abc/def; Authorization: Bearer eyJhbGciOi.J9.x ${'plan '.repeat(2_000)}`));
    expect(text).not.toMatch(/abc\/def|eyJhbGciOi/);
    expect(text.length).toBeLessThan(3_000);
  });

  it('has a subject that SNS takes', () => {
    const subject = failureNoticeSubject({ ...notice('x'), jobName: `täglich\n${'x'.repeat(200)}` });
    expect(subject).toMatch(/^FAILED: stream job t\?glich\?x+$/);
    expect(subject).toHaveLength(100);
  });
});
