import { terminalCapabilities } from '../src/capabilities';
import { coloured } from '../src/colour';
import { sparkline } from '../src/sparkline';

describe('sparkline', () => {
  it('shows the highest value as the highest bar, and nothing as nothing', () => {
    expect(sparkline([0, 1, 2, 4, 8], { utf8: true })).toBe(' ▁▂▄█');
    expect(sparkline([0, 1, 2, 4, 8], { utf8: false })).toBe(' _.=#');
  });

  it('tells a little from nothing, and what is not known from both', () => {
    expect(sparkline([0, 1, 1_000_000, Number.NaN], { utf8: true })).toBe(' ▁█?');
    expect(sparkline([0, 0], { utf8: true })).toBe('  ');
    expect(sparkline([], { utf8: true })).toBe('');
  });
});

describe('terminalCapabilities', () => {
  const terminal = { isTTY: true };

  it.each<readonly [variables: NodeJS.ProcessEnv, utf8: boolean]>([
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'C' }, false],
    [{}, false],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
    [{ LANG: 'C', LC_CTYPE: 'C.utf8' }, true],
  ])('reads the locale as programs do: %j', (variables, utf8) => {
    expect(terminalCapabilities(terminal, variables, 'linux').utf8).toBe(utf8);
  });

  it('colours on a terminal alone, and not where NO_COLOR says no', () => {
    expect(terminalCapabilities(terminal, { TERM: 'xterm' }).colour).toBe(true);
    expect(terminalCapabilities({}, { TERM: 'xterm' }).colour).toBe(false);
    expect(terminalCapabilities(terminal, { NO_COLOR: '1' }).colour).toBe(false);
    expect(terminalCapabilities(terminal, { NO_COLOR: '' }).colour).toBe(true);
    expect(coloured('late', 'red', { colour: true })).toBe('\u001b[31mlate\u001b[0m');
    expect(coloured('late', 'red', { colour: false })).toBe('late');
  });
});
