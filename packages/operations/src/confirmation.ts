import { createInterface } from 'node:readline/promises';

/** Asks on the terminal. Where there is none, nobody agrees. */
export async function confirmOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    // Ctrl-C at the question.
    return false;
  } finally {
    terminal.close();
  }
}
