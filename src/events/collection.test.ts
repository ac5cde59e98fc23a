import { grouped } from './collection';

test('items are grouped by key, groups and items in the order they come', () => {
  const groups = grouped(['pay', 'web', 'pool'], (name) => name[0]);
  expect([...groups]).toEqual([
    ['p', ['pay', 'pool']],
    ['w', ['web']],
  ]);
});
