import { timeSince } from './timeSince';

it.each([
  ['an hour ago', 1_000_000 - 3_600_000, 3_600_000],
  ['now', 1_000_000, 0],
  // As the network sets clocks back.
  ['ahead by a second', 1_001_000, -1_000],
  ['ahead by two minutes: nobody knows', 1_120_000, Number.POSITIVE_INFINITY],
  ['never', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
])('%s', (_name, told, expected) => {
  expect(timeSince(told, 1_000_000)).toBe(expected);
});
