import { isComplete, migrateQuery, queryProblems, queryTypes } from '../../query';
import { examples } from './examples';

describe('examples', () => {
  it.each(examples())('$question', ({ query }) => {
    expect(isComplete(query)).toBe(true);
    expect(migrateQuery(query)).toEqual(query);
    expect(queryProblems(query)).toEqual([]);
  });

  it('ask each question once and show every type of query', () => {
    expect(new Set(examples().map(({ question }) => question)).size).toBe(examples().length);
    expect(new Set(examples().map(({ query }) => query.queryType))).toEqual(new Set(queryTypes));
  });
});
