import { readPlanFlags } from '../cloud-program/read-plan-flags';

describe('readPlanFlags', () => {
  it('takes a folder from where the command was called, and keeps the lock unless it is told not to', () => {
    expect(readPlanFlags(['--out=plans'], '/home/ada')).toEqual({ folder: '/home/ada/plans', lock: true, offline: false });
    expect(readPlanFlags(['--no-lock', '--out=/tmp/plans'], '/home/ada')).toEqual({ folder: '/tmp/plans', lock: false, offline: false });
    expect(readPlanFlags(['--offline', '--out=plans'], '/home/ada')).toMatchObject({ offline: true });
  });

  it.each([
    [[], /Say where the plans go/],
    [['--out=a', '--auto-approve'], /plan has no flag --auto-approve/],
  ])('refuses %j', (flags, message) => {
    expect(() => readPlanFlags(flags)).toThrow(message);
  });
});
