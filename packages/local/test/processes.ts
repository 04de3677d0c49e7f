import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Parentage {
  readonly id: number;
  readonly parentId: number;
  readonly isEnded: boolean;
}

/** Every process of the machine. Small images have no `ps`; macOS has no /proc. */
function allProcesses(): readonly Parentage[] {
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=']).toString().trim().split('\n');
    return lines.map(line => {
      const [id, parentId, state = ''] = line.trim().split(/\s+/);
      return { id: Number(id), parentId: Number(parentId), isEnded: state.startsWith('Z') };
    });
  }
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const [state, parentId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [{ id: Number(name), parentId: Number(parentId), isEnded: state === 'Z' }];
      } catch {
        return [];
      }
    });
}

/** A process and all that it has started, as they are now. */
export function processTree(rootId: number): readonly number[] {
  const all = allProcesses();
  const tree = new Set([rootId]);
  for (let before = 0; before < tree.size; ) {
    before = tree.size;
    for (const { id, parentId } of all) if (tree.has(parentId)) tree.add(id);
  }
  return [...tree];
}

/** Those that still run. */
export function stillRunning(ids: readonly number[]): readonly number[] {
  const running = new Set(allProcesses().flatMap(({ id, isEnded }) => (isEnded ? [] : [id])));
  return ids.filter(id => running.has(id));
}
