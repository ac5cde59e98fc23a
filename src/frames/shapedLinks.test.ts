import { DataFrame, DataLink } from '@grafana/data';
import { Answer } from '../engine';
import { complete } from '../engine/testing/complete';
import { DoraQuery, MetricsQuery, plainQuery } from '../query';
import { toFrames } from './testing/toFrames';
import { context, incidentRow, metricsAnswer, monday } from './testing/rows';

const query: MetricsQuery = {
  ...plainQuery('metrics'),
  metrics: ['changeFailRate'],
  groupBy: ['team'],
  interval: 'week',
};
const rate = { metric: 'changeFailRate', unit: 'ratio', value: 0.5, n: 4, k: 2, time: monday } as const;
const rows = ['Pay', 'Web'].map((team) => ({ ...rate, group: { team } }));

function framesOf(asked: DoraQuery, answer: Answer): DataFrame[] {
  const source = { uid: 'dora', name: 'DORA' };
  return toFrames({ refId: 'A', query: asked, progress: complete(answer), context, benchmarkYear: 2024, source });
}

/** The link of each field, by the name it is shown under. */
function linksOf([frame]: DataFrame[]): Array<[string, DataLink['internal'] | undefined]> {
  return frame.fields.map(({ name, config }) => [config.displayNameFromDS ?? name, config.links?.[0]?.internal]);
}

describe('the link from a number to its events', () => {
  const period = { at: '${__value.time}', interval: 'week', windowDays: 0, timeZone: 'UTC' };

  it('is on every value of a wide table, for its group and point', () => {
    expect(linksOf(framesOf({ ...query, shape: 'wide' }, metricsAnswer(rows)))).toEqual([
      ['Time', undefined],
      ['Pay', expect.objectContaining({ query: expect.objectContaining({ group: { team: 'Pay' }, period }) })],
      ['Web', expect.objectContaining({ query: expect.objectContaining({ group: { team: 'Web' }, period }) })],
    ]);
  });

  it('is about the whole range where there is no interval', () => {
    const whole = rows.map((row) => ({ ...row, time: null }));
    expect(linksOf(framesOf({ ...query, interval: 'none', shape: 'wide' }, metricsAnswer(whole)))[0]).toEqual([
      'Pay',
      expect.objectContaining({ query: expect.objectContaining({ group: { team: 'Pay' }, period: null }) }),
    ]);
  });

  it('takes the group of a long table from its row', () => {
    const [, , value] = linksOf(framesOf({ ...query, shape: 'long' }, metricsAnswer(rows)));
    const group = { team: '${__data.fields["Team"]}' };
    expect(value).toEqual([
      'Change fail rate',
      expect.objectContaining({ query: expect.objectContaining({ group, period }) }),
    ]);
  });

  it.each<[string, DoraQuery, Answer]>([
    ['levels', { ...query, shape: 'levels' }, metricsAnswer(rows)],
    [
      'states',
      { ...plainQuery('incidents'), shape: 'states' },
      { type: 'incidents', rows: [incidentRow({})], notices: [], shaped: { kind: 'states', lanes: [] } },
    ],
  ])('is not on %s, nor is a column that would not fit', (_, asked, answer) => {
    const [frame] = framesOf(asked, answer);
    expect(frame.fields.flatMap(({ config }) => config.links ?? [])).toEqual([]);
    frame.fields.forEach(({ values }) => expect(values).toHaveLength(frame.length));
  });
});
