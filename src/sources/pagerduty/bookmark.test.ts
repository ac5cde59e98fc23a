import fc from 'fast-check';
import { evidenceKinds, Mark, readBookmark, writeBookmark } from './bookmark';

const instant = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2100, 0, 1) });
const watched = fc.record({
  createdAt: instant,
  resolvedAt: fc.option(instant),
  print: fc.string(),
  isOwed: fc.boolean(),
});
const mark: fc.Arbitrary<Mark> = fc.record({
  at: instant,
  from: instant,
  watched: fc.array(fc.tuple(fc.string(), watched)).map((rows) => new Map(rows)),
  denied: fc.subarray([...evidenceKinds]),
});

describe('a bookmark', () => {
  it('is read as it was written', () => {
    fc.assert(fc.property(mark, (one) => expect(readBookmark(writeBookmark(one))).toEqual(one)));
  });

  test.each([
    ['no JSON', 'yesterday'],
    ['null', 'null'],
    ['another version', '{"version":2,"at":1,"from":1,"watched":[],"denied":[]}'],
    ['no instant', '{"version":1,"at":"2026-06-01","from":1,"watched":[],"denied":[]}'],
    ['half a row', '{"version":1,"at":1,"from":1,"watched":[["A",1]],"denied":[]}'],
  ])('of %s says nothing', (_, text) => {
    expect(readBookmark(text)).toBeNull();
  });
});
