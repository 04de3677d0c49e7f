import { createProgress } from '../src/progress';

class Written {
  text = '';
  columns = 20;

  constructor(readonly isTTY: boolean) {}

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

const progressOn = (written: Written) => createProgress(written as unknown as NodeJS.WriteStream);

describe('createProgress', () => {
  it('rewrites one line of a terminal, cut to its width, and clears it for what stays', () => {
    const written = new Written(true);
    const progress = progressOn(written);
    progress.update('1 of 2');
    progress.update('1 of 2');
    progress.update('a text that is longer than the terminal');
    progress.line('done');
    expect(written.text).toBe('\r\u001b[K1 of 2\r\u001b[Ka text that is long\r\u001b[Kdone\n');
  });

  it('writes the first of many updates where nothing can be rewritten', () => {
    const written = new Written(false);
    const progress = progressOn(written);
    for (let number = 1; number <= 100; number++) progress.update(`${number} of 100`);
    progress.end();
    expect(written.text).toBe('1 of 100\n');
  });
});
