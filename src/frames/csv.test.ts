import { applyFieldOverrides, applyRawFieldOverrides, createTheme, DataFrame, toCSV } from '@grafana/data';
import { Answer, MetricRow, Shaped } from '../engine';
import { complete } from '../engine/testing/complete';
import { DoraQuery, MetricsQuery, plainQuery } from '../query';
import { toFrames } from './testing/toFrames';
import { context, day, deploymentRow, incidentRow, metricRow, monday, weekBefore } from './testing/rows';

function framesOf(query: DoraQuery, answer: Answer): DataFrame[] {
  return toFrames({ refId: 'A', query, progress: complete(answer), context, benchmarkYear: 2024 });
}

/** A frame as Grafana's inspector exports it: with "Formatted data", or raw. */
function exported(frame: DataFrame, formatted: boolean): string[] {
  const [shown] = formatted
    ? applyFieldOverrides({
        data: [frame],
        fieldConfig: { defaults: {}, overrides: [] },
        replaceVariables: (value) => value,
        theme: createTheme(),
        timeZone: 'UTC',
      })
    : applyRawFieldOverrides([frame]);
  return toCSV([shown], { delimiter: ',' }).trimEnd().split('\r\n');
}

const metrics = plainQuery('metrics');
const answerOf = (rows: ReadonlyArray<Partial<MetricRow>>): Answer => ({
  type: 'metrics',
  rows: rows.map(metricRow),
  notices: [],
});
const deployments = (shaped?: Shaped): Answer => ({
  type: 'deployments',
  rows: [deploymentRow({ failed: true, recoveryTime: 3600, evidence: 'It says "broken", twice' })],
  notices: [],
  ...(shaped !== undefined && { shaped }),
});

describe('CSV of a list', () => {
  const [frame] = framesOf(plainQuery('deployments'), deployments());

  it('says what a person reads where it is formatted: dates, words, Yes and No', () => {
    expect(exported(frame, true)).toEqual([
      '"Finished","Repository","Environment","Commit","Team","Service","Status","Changes","Failed","Rework","Rule",' +
        '"Confidence","Evidence","Recovered","Recovery time","Deployment","url"',
      '2026-01-05 00:00:00,acme/pay,production,0123456,payments,,Succeeded,2,Yes,No,,,"It says ""broken"", twice",,' +
        '1.0 hour,d1,https://github.com/acme/pay/deployments/1',
    ]);
  });

  it('holds bare numbers and flags where it is raw', () => {
    expect(exported(frame, false)[1]).toBe(
      `${monday},acme/pay,production,0123456,payments,,success,2,true,false,,,"It says ""broken"", twice",,3600,d1,` +
        'https://github.com/acme/pay/deployments/1'
    );
  });

  it('has no column of addresses where there is no address', () => {
    const [unlinked] = framesOf(plainQuery('incidents'), {
      type: 'incidents',
      rows: [incidentRow({ url: null })],
      notices: [],
    });
    expect(exported(unlinked, false)[0]).not.toContain('url');
  });
});

describe('CSV of metrics', () => {
  const rows = [
    {
      group: { team: 'web' },
      time: monday,
      value: 2 * day,
      n: 9,
      low: 1,
      high: 3,
      previous: { value: 60, n: 5, period: weekBefore },
    },
  ];
  const query: MetricsQuery = { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], interval: 'week' };

  it.each<[MetricsQuery['shape'], string[]]>([
    ['wide', ['"Time","web"', `${monday},172800`]],
    ['long', ['"Time","Team","Change lead time"', `${monday},web,172800`]],
  ])('%s: a header each and the very numbers', (shape, lines) => {
    expect(exported(framesOf({ ...query, shape }, answerOf(rows))[0], false)).toEqual(lines);
  });

  it('has the comparison and the bounds under names of their own', () => {
    const all: MetricsQuery = { ...query, shape: 'wide', comparison: 'previousPeriod', showIntervals: true };
    expect(exported(framesOf(all, answerOf(rows))[0], false)).toEqual([
      '"Time","web","web (previous period)","web low","web high"',
      `${monday},172800,60,1,3`,
    ]);
  });
});

describe('CSV of every shape', () => {
  const spells = [{ from: monday, to: monday + 1000, state: 'failed' as const }];
  const node = { repository: 'acme/pay', at: monday, url: null } as const;
  const graph: Shaped = {
    kind: 'graph',
    nodes: [
      { ...node, kind: 'changes', id: 'c', n: 2, names: ['#1', '#2'], medianLeadTime: null },
      { ...node, kind: 'deployment', id: 'd', environment: 'live', sha: 'abc', state: 'good', recoveryTime: null },
      { ...node, kind: 'incident', id: 'i', title: 'Down', service: null, timeToRestore: 5 },
    ],
    edges: [
      {
        kind: 'delivers',
        id: 'e',
        source: 'c',
        target: 'd',
        n: 2,
        seconds: null,
        rule: null,
        confidence: null,
        evidence: null,
      },
    ],
  };
  const timed = [{ time: monday, value: 3, n: 9 }];
  const cases: Array<[string, DoraQuery, Answer]> = [
    ['plain', { ...metrics, interval: 'week' }, answerOf(timed)],
    ['wide', { ...metrics, interval: 'week', shape: 'wide' }, answerOf(timed)],
    ['wide without an interval', { ...metrics, shape: 'wide' }, answerOf([{ value: 3, n: 9 }])],
    ['long', { ...metrics, interval: 'week', shape: 'long', showIntervals: true }, answerOf(timed)],
    ['levels', { ...metrics, interval: 'week', shape: 'levels' }, answerOf(timed)],
    [
      'distribution',
      { ...metrics, metrics: ['changeLeadTime'], interval: 'week', shape: 'distribution' },
      { ...answerOf(timed), shaped: { kind: 'distribution', columns: [{ period: context, counts: null }] } },
    ],
    [
      'states',
      { ...plainQuery('deployments'), shape: 'states' },
      deployments({ kind: 'states', lanes: [{ group: { repository: 'a', environment: 'b' }, spells }] }),
    ],
    [
      'hours',
      { ...plainQuery('deployments'), shape: 'hours' },
      deployments({ kind: 'hours', counts: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)) }),
    ],
    ['graph', { ...plainQuery('deployments'), shape: 'graph' }, deployments(graph)],
    ['nothing of a shape', { ...plainQuery('deployments'), shape: 'graph' }, deployments()],
  ];

  it.each(cases)('%s: no header twice, no value that is none written out', (_, query, answer) => {
    for (const frame of framesOf(query, answer)) {
      for (const formatted of [true, false]) {
        const [header, ...lines] = exported(frame, formatted);
        const names = header.split('","');
        expect(new Set(names).size).toBe(names.length);
        expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object|null/);
      }
      frame.fields.forEach(({ values }) => expect(values).toHaveLength(frame.length));
    }
  });
});
