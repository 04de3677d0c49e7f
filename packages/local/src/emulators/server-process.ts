import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ServerProcessProps {
  /** What it is, for error messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Matches the line of standard output that says where it listens; its first group is the URL. */
  readonly listening: RegExp;
}

export interface ServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server could not be started; the message holds the end of what it wrote. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
}

const startTimeoutMilliseconds = 60_000;
const stopTimeoutMilliseconds = 2_000;

/**
 * Starts a server as a child process and waits until it listens.
 *
 * It gets a process group of its own: Ctrl-C reaches every process of the terminal's group at once, and a server that died first would turn
 * an orderly stop into errors. Its standard input is a pipe: a server that watches for its end stops even when this process is killed.
 *
 * @throws {ServerStartError}
 */
export async function startServerProcess(props: ServerProcessProps): Promise<ServerProcess> {
  const child = spawn(props.command, props.args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: props.env ?? process.env });
  const tail: string[] = [];
  try {
    const url = await waitUntilListening(child, props, tail);
    return { url, stop: () => stopProcess(child) };
  } catch (error) {
    await stopProcess(child);
    throw error;
  }
}

async function waitUntilListening(child: ChildProcess, { name, listening }: ServerProcessProps, tail: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new ServerStartError(`${name} ${what}${tail.length > 0 ? `:\n${tail.join('\n')}` : '.'}`));
    const timer = setTimeout(() => fail(`did not listen within ${startTimeoutMilliseconds / 1000} seconds`), startTimeoutMilliseconds);
    const take = (line: string) => {
      tail.push(line);
      if (tail.length > 20) tail.shift();
      const url = listening.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', take);
    child.once('error', error => {
      clearTimeout(timer);
      fail(`could not be started (${error.message})`);
    });
    child.once('close', code => {
      clearTimeout(timer);
      fail(`ended with code ${code} before it listened`);
    });
  });
}

/** Ends a child: asks it, and insists after two seconds. Safe to call again. */
export async function stopProcess(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMilliseconds);
  await exited;
  clearTimeout(timer);
}
