import { parseStartArguments } from './arguments';

describe('parseStartArguments', () => {
  it('shows the simulated organisation when nothing is said', () => {
    expect(parseStartArguments([])).toEqual({ help: false, open: true, port: 4700, settings: null, seed: 1 });
  });

  it('reads what is said', () => {
    expect(parseStartArguments(['--settings', 'my.yaml', '--port=0', '--no-open', '--seed', '7'])).toEqual({
      help: false,
      open: false,
      port: 0,
      settings: 'my.yaml',
      seed: 7,
    });
  });

  it.each([
    [['--port', '99999'], /--port must be a number from 0 to 65535, not 99999/],
    [['--port', 'x'], /--port/],
    [['--seed', '1.5'], /--seed must be a whole number/],
    [['--sedings', 'x'], /--sedings/],
  ])('refuses %j', (argv, message) => {
    expect(() => parseStartArguments(argv)).toThrow(message);
  });
});
