import { createInterface } from 'node:readline/promises';

/** Asks on the terminal, by standard error: standard output may be going into a file. Where there is none, nobody agrees; nor does who presses Ctrl-C or Ctrl-D. */
export async function confirmOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const given = new AbortController();
  const giveUp = () => given.abort();
  terminal.once('SIGINT', giveUp).once('close', giveUp);
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: given.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (given.signal.aborted) return false;
    throw error;
  } finally {
    terminal.close();
  }
}
