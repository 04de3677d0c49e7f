import { type ProcessInformation, readProcess } from './process-parents';

const lookMilliseconds = 500;
const maxAncestors = 12;

/** A process and the parent that it had at the beginning. */
interface Link {
  readonly id: number;
  readonly parentId: number;
}

/**
 * Tells when the pnpm, npm or npx that started this process is gone. A signal to one of them alone ends it and leaves its script running, and this process's
 * own parent stays (a shell or tsx): the parents further up have to be watched. Outside of a package runner there is nothing to watch.
 *
 * @returns stops watching
 */
export async function watchPackageRunner(onGone: () => void): Promise<() => void> {
  const links = await linksToPackageRunner();
  if (links.length === 0) return () => {};
  const timer = setInterval(async () => {
    if (await isWhole(links)) return;
    clearInterval(timer);
    onGone();
  }, lookMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

/** The way from this process up to the topmost package runner. */
async function linksToPackageRunner(): Promise<readonly Link[]> {
  const links: Link[] = [];
  let length = 0;
  let id = process.pid;
  let information = await readProcess(id);
  while (information !== undefined && information.parentId > 1 && links.length < maxAncestors) {
    links.push({ id, parentId: information.parentId });
    id = information.parentId;
    information = await readProcess(id);
    if (information !== undefined && isPackageRunner(information)) length = links.length;
  }
  return links.slice(0, length);
}

const isPackageRunner = ({ command }: ProcessInformation): boolean => /(^|[\s/])(pnpm|npm|npx)(\s|\.c?js\b|-cli\.js\b|$)/.test(command);

async function isWhole(links: readonly Link[]): Promise<boolean> {
  const now = await Promise.all(links.map(({ id }) => readProcess(id)));
  return links.every(({ parentId }, index) => now[index]?.parentId === parentId);
}
