import { DataFrame, getFieldDisplayName } from '@grafana/data';
import { Answer, Shaped } from '../engine';
import { complete } from '../engine/testing/complete';
import { DoraQuery, plainQuery } from '../query';
import { levelColours } from '.';
import { toFrames } from './testing/toFrames';
import { context, deploymentRow, metricsAnswer, monday } from './testing/rows';

const day = 86_400_000;

function framesOf(query: DoraQuery, shaped: Shaped): DataFrame[] {
  const answer: Answer =
    query.queryType === 'metrics'
      ? { ...metricsAnswer([]), shaped }
      : { type: 'deployments', rows: [deploymentRow({})], notices: [], shaped };
  return toFrames({ refId: 'A', query, progress: complete(answer), context, benchmarkYear: 2024 });
}

describe('a distribution', () => {
  it('is rows of a heatmap: up to the end of each calendar interval, the shortest band first, null where not known', () => {
    const counts = [5, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1];
    const [frame] = framesOf(
      { ...plainQuery('metrics'), metrics: ['changeLeadTime'], interval: 'week', shape: 'distribution' },
      {
        kind: 'distribution',
        columns: [
          // Clipped at both ends: Wednesday to Monday, Monday to Thursday.
          { period: { from: monday + 2 * day, to: monday + 7 * day }, counts },
          { period: { from: monday + 7 * day, to: monday + 10 * day }, counts: null },
        ],
      }
    );
    expect(frame.meta?.type).toBe('heatmap-rows');
    expect(frame.fields[0].values).toEqual([monday + 7 * day, monday + 14 * day]);
    const bands = frame.fields.slice(1);
    expect(bands.map((field) => getFieldDisplayName(field, frame))).toEqual([
      'under 15 min',
      '15 min to 1 h',
      '1 h to 4 h',
      '4 h to 12 h',
      '12 h to 1 d',
      '1 d to 3 d',
      '3 d to 7 d',
      '7 d to 14 d',
      '14 d to 30 d',
      '30 d to 90 d',
      '90 d and more',
    ]);
    expect(bands.map(({ values }) => values)).toEqual(counts.map((count) => [count, null]));
  });
});

describe('hours', () => {
  it('are rows of a heatmap: each hour by its end, Monday at the top', () => {
    const counts = Array.from({ length: 7 }, (_, weekday) =>
      Array.from({ length: 24 }, (__, hour) => weekday * 24 + hour)
    );
    const [frame] = framesOf({ ...plainQuery('deployments'), shape: 'hours' }, { kind: 'hours', counts });
    expect(frame.fields.map(({ name }) => name)).toEqual([
      'Until hour',
      'Sunday',
      'Saturday',
      'Friday',
      'Thursday',
      'Wednesday',
      'Tuesday',
      'Monday',
    ]);
    expect([frame.fields[0].values[0], frame.fields[0].values[23]]).toEqual([1, 24]);
    expect([frame.fields[7].values[0], frame.fields[1].values[23]]).toEqual([0, 167]);
  });
});

describe('a graph', () => {
  const place = { repository: 'acme/pay', at: monday } as const;
  const [nodes, edges] = framesOf(
    { ...plainQuery('deployments'), shape: 'graph' },
    {
      kind: 'graph',
      nodes: [
        { ...place, kind: 'changes', id: 'c', url: null, n: 2, names: ['#2', '#3'], medianLeadTime: 3 * 86_400 },
        {
          ...place,
          kind: 'deployment',
          id: 'd',
          url: 'https://github.com/acme/pay/deployments/1',
          environment: 'production',
          sha: '0123456789',
          state: 'failed',
          recoveryTime: 6 * 3_600,
        },
        { ...place, kind: 'incident', id: 'i', url: null, title: 'Down', service: 'pay', timeToRestore: null },
      ],
      edges: [
        {
          kind: 'delivers',
          id: 'c→d',
          source: 'c',
          target: 'd',
          n: 2,
          seconds: 3 * 86_400,
          rule: null,
          confidence: null,
          evidence: null,
        },
        {
          kind: 'fails',
          id: 'd→i',
          source: 'd',
          target: 'i',
          n: 1,
          seconds: 7_200,
          rule: 'stated',
          confidence: 'certain',
          evidence: 'P1 names d',
        },
      ],
    }
  );
  const column = (frame: DataFrame, name: string) => frame.fields.find((field) => field.name === name)?.values;

  it('is a frame of nodes and one of edges, with the fields a node graph looks for', () => {
    expect([nodes, edges].map(({ meta }) => meta?.preferredVisualisationType)).toEqual(['nodeGraph', 'nodeGraph']);
    expect(column(nodes, 'id')).toEqual(['c', 'd', 'i']);
    expect(column(nodes, 'title')).toEqual(['2 changes', 'pay 0123456', 'Down']);
    expect(column(nodes, 'subtitle')).toEqual(['#2, #3', 'production', 'pay']);
    expect(column(nodes, 'mainstat')).toEqual(['3.0 days', 'Failed', 'Open']);
    expect(column(nodes, 'color')?.[1]).toBe(levelColours.low);
    expect([column(edges, 'source'), column(edges, 'target')]).toEqual([
      ['c', 'd'],
      ['d', 'i'],
    ]);
  });

  it('says on the edges how many, how long, and by which rule with which confidence', () => {
    expect(column(edges, 'mainstat')).toEqual(['2 changes', 'Stated']);
    expect(column(edges, 'secondarystat')).toEqual(['median 3.0 days', 'Certain, after 2.0 hours']);
    expect(column(edges, 'detail__evidence')).toEqual([null, 'P1 names d']);
  });
});
