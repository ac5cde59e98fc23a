import { layersOf } from './layers';

const edge = (source: string, target: string) => ({ source, target });

describe('layersOf', () => {
  it.each<[string, string[], Array<ReturnType<typeof edge>>, string[][]]>([
    ['what leads to something before it', ['c', 'd', 'i'], [edge('c', 'd'), edge('d', 'i')], [['c'], ['d'], ['i']]],
    [
      'a node behind the last of what leads to it',
      ['a', 'b', 'c'],
      [edge('a', 'c'), edge('a', 'b'), edge('b', 'c')],
      [['a'], ['b'], ['c']],
    ],
    ['what nothing leads to first', ['a', 'b'], [], [['a', 'b']]],
    ['circles all the same', ['a', 'b'], [edge('a', 'b'), edge('b', 'a')], [['a'], ['b']]],
    ['no edge to what is not there', ['a'], [edge('x', 'a'), edge('a', 'y')], [['a']]],
  ])('puts %s', (_, nodes, edges, layers) => {
    expect(layersOf(nodes, edges)).toEqual(layers);
  });
});
