import { fnv1a } from './fnv1a';

// draft-eastlake-fnv, appendix of test values: FNV32 1a of the strings without their terminating zero.
it.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
])('fnv1a(%j) is %s', (text, hash) => {
  expect(fnv1a(text)).toBe(hash);
});
