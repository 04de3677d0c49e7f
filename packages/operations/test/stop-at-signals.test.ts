import { EventEmitter } from 'node:events';
import { stopAtSignals } from '../src/stop-at-signals';

class Terminal {
  readonly signals = new EventEmitter();
  readonly lines: string[] = [];
  now = 0;
  readonly exited: Promise<number>;
  readonly stop;
  hasExited = false;

  constructor() {
    let exit: (code: number) => void = () => {};
    this.exited = new Promise(resolve => {
      exit = resolve;
    });
    this.stop = stopAtSignals({
      print: line => void this.lines.push(line),
      source: this.signals,
      now: () => this.now,
      exit: code => {
        this.hasExited = true;
        exit(code);
      },
    });
  }
}

describe('stopAtSignals', () => {
  it('asks to stop once, although one key press arrives twice', () => {
    const terminal = new Terminal();
    terminal.signals.emit('SIGINT');
    terminal.now = 300;
    terminal.signals.emit('SIGTERM');
    expect(terminal.lines).toEqual(['Stopping: what is in hand is finished first. Ctrl-C again ends at once.']);
    expect([terminal.stop.interruption.isRequested, terminal.stop.interruption.signal.aborted, terminal.hasExited]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('ends at once at a second press, after everything was given back that has not been yet', async () => {
    const terminal = new Terminal();
    const given: string[] = [];
    const { interruption } = terminal.stop;
    interruption.beforeEnd(async () => given.push('lock'));
    interruption.beforeEnd(async () => Promise.reject(new Error('no network')));
    interruption.beforeEnd(async () => given.push('given back already'))();
    terminal.signals.emit('SIGINT');
    terminal.now = 2_000;
    terminal.signals.emit('SIGINT');
    terminal.signals.emit('SIGINT');
    expect(await terminal.exited).toBe(130);
    expect(given).toEqual(['lock']);
    expect(terminal.lines).toHaveLength(2);
  });

  it('leaves the signals alone when it is released', () => {
    const terminal = new Terminal();
    terminal.stop.release();
    expect(terminal.signals.eventNames()).toEqual([]);
  });
});
