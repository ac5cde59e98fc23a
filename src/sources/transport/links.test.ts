import { nextPage } from './links';

test.each([
  [undefined, null],
  ['', null],
  [
    '<https://api.github.com/repositories/1000/issues?per_page=3&page=2>; rel="next", <https://api.github.com/repositories/1000/issues?per_page=3&page=5>; rel="last"',
    { per_page: '3', page: '2' },
  ],
  ['<https://api.github.com/x?page=1>; rel="prev", <https://api.github.com/x?page=1>; rel="first"', null],
  ['<https://api.github.com/x?after=Y3Vy%3D%3D&per_page=100>; rel="next"', { after: 'Y3Vy==', per_page: '100' }],
])('next page of %s', (link, expected) => {
  expect(nextPage(link)).toEqual(expected);
});
