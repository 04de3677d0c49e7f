import { join } from 'node:path';
import { repositoryRoot } from '../repository-root';
import { pythonPaths } from '../testing/pytest-suite';

const select = (...filters: string[]) => pythonPaths({ kinds: [], filters });

describe('pythonPaths', () => {
  it('takes every test where no path is named', () => {
    expect(select()).toEqual([]);
  });

  it('takes what lies below glue-scripts, as absolute paths', () => {
    expect(select('glue-scripts/tests/test_metrics.py', 'packages/config')).toEqual([
      join(repositoryRoot, 'glue-scripts/tests/test_metrics.py'),
    ]);
    expect(select('glue-scripts')).toEqual([join(repositoryRoot, 'glue-scripts')]);
  });

  it('leaves Python out where only other paths or flags of jest are given', () => {
    expect(select('packages/bundling')).toBeUndefined();
    expect(select('glue-scripts-of-others')).toBeUndefined();
    expect(select('-t', 'sends')).toBeUndefined();
  });
});
