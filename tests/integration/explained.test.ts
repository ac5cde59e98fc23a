import { DataLink } from '@grafana/data';
import { DoraQuery, ItemsQuery, MetricsQuery, plainQuery, QueryContext } from '../../src/query';
import { Answer } from '../../src/engine';
import { lastProgress, paymentsEngine } from '../../src/engine/testing/asking';
import { at, paymentsEvents, range } from '../../src/engine/testing/payments';
import { toFrames } from '../../src/frames/testing/toFrames';
import { followed, linkOf, rangeOf } from '../../src/frames/testing/followed';

/** What stands behind a link is what the value is made of; the history stands in `engine/testing/payments.ts`. */

const source = { uid: 'dora', name: 'DORA' };
const between = (from: number, to: number): QueryContext => ({ ...range, from: at(from), to: at(to) });

async function asked(query: DoraQuery, context: QueryContext, events = paymentsEvents) {
  const { engine } = paymentsEngine({ events });
  const progress = await lastProgress(engine, query, context);
  const frames = toFrames({ refId: 'A', query, progress, context, benchmarkYear: 2024, source });
  const follow = async (link: DataLink | undefined, filledIn: Readonly<Record<string, string>> = {}) => {
    const { answer } = await lastProgress(engine, followed(link, filledIn), { ...context, ...rangeOf(link) });
    return countedIn(answer);
  };
  return { answer: progress.answer, frames, follow };
}

/** Ids in order of time, `!` behind those that a share counts as its numerator. */
function countedIn(answer: Answer): readonly string[] {
  const rows = answer.type === 'items' ? answer.rows.filter(({ counted }) => counted) : [];
  return [...rows].sort((a, b) => a.at - b.at).map(({ id, value }) => (value === 1 ? `${id}!` : id));
}

function comparedIn(answer: Answer) {
  return answer.type === 'metrics' ? answer.rows.map(({ previous }) => previous?.n) : [];
}

const failRate: MetricsQuery = { ...plainQuery('metrics'), metrics: ['changeFailRate'] };

describe('behind the value of', () => {
  it('the previous period stand its own events', async () => {
    // Days 14 to 20: d4, d5. The six days before, 8 to 14: d2 and d3, which both failed.
    const query: MetricsQuery = { ...failRate, comparison: 'previousPeriod' };
    const { answer, frames, follow } = await asked(query, between(14, 20));
    expect(await follow(linkOf(frames, 'DORA metrics', 'Change fail rate'))).toEqual(['d4!', 'd5']);
    expect(await follow(linkOf(frames, 'DORA metrics', 'Change fail rate · previous period'))).toEqual(['d2!', 'd3!']);
    expect(comparedIn(answer)).toEqual([2]);
  });

  it('the time before a date stand the events before it', async () => {
    // 15 January is day 14.
    const query: MetricsQuery = { ...failRate, comparison: 'date', comparisonDate: '2026-01-15' };
    const { answer, frames, follow } = await asked(query, range);
    expect(await follow(linkOf(frames, 'DORA metrics', 'Change fail rate'))).toEqual(['d4!', 'd5']);
    expect(await follow(linkOf(frames, 'DORA metrics', 'Change fail rate · before 2026-01-15'))).toEqual([
      'd2!',
      'd3!',
    ]);
    expect(comparedIn(answer)).toEqual([2]);
  });

  it.each<[string, Partial<MetricsQuery>, number, readonly string[]]>([
    // Three days up to day 18 are 15 to 18; set beside them are 10 to 13: d3 finished on day 13, which is outside.
    ['a window', { windowDays: 3 }, 18, ['d2!']],
    ['the next window', { windowDays: 3 }, 19, ['d2!', 'd3!']],
    // Day 18; five days before it d3 was deployed.
    ['a day', {}, 18, ['d3!']],
  ])('a point that is compared with %s stand the events of the one beside it', async (_, more, point, ids) => {
    const query: MetricsQuery = { ...failRate, interval: 'day', comparison: 'previousPeriod', ...more };
    const { answer, frames, follow } = await asked(query, between(15, 20));
    const link = linkOf(frames, 'Change fail rate (previous period)', 'Value');
    expect(await follow(link, { '${__value.time}': String(at(point)) })).toEqual(ids);
    const row = answer.type === 'metrics' ? answer.rows.find(({ time }) => time === at(point)) : undefined;
    expect(row?.previous?.n).toBe(ids.length);
  });
});

describe('behind the value under another choice', () => {
  /** d2, which P1 names, and d3, after which P2 began: without the rollback only proximity says so. */
  const events = {
    ...paymentsEvents,
    deployments: paymentsEvents.deployments.filter(({ id }) => ['d1', 'd2', 'd3'].includes(id)),
  };
  const row = (variant: string, team = '') => ({
    '${__data.fields.variant}': variant,
    '${__data.fields["Team"]}': team,
  });

  it.each<[string, readonly string[]]>([
    ['asAsked', ['d2!', 'd3!']],
    ['attribution=strict', ['d2!', 'd3']],
    ['attributionWindow=6', ['d2!', 'd3!']],
    // Days -10 to 20 hold d1, too.
    ['days=30', ['d1', 'd2!', 'd3!']],
  ])('%s stand the events as that choice counts them', async (variant, ids) => {
    const { answer, frames, follow } = await asked(plainQuery('sensitivity'), range, events);
    expect(await follow(linkOf(frames, 'Sensitivity', 'Change fail rate'), row(variant))).toEqual(ids);
    const rows = answer.type === 'sensitivity' ? answer.rows : [];
    const value = rows.find((one) => one.variant === variant);
    expect([value?.n, value?.k]).toEqual([ids.length, ids.filter((id) => id.endsWith('!')).length]);
  });

  it('stand those of the group that was clicked', async () => {
    const query = { ...plainQuery('sensitivity'), groupBy: ['team' as const] };
    const { frames, follow } = await asked(query, range, events);
    const link = linkOf(frames, 'Sensitivity', 'Change fail rate');
    expect(await follow(link, row('attribution=strict', 'Payments'))).toEqual(['d2!', 'd3']);
    expect(await follow(link, row('attribution=strict', 'Idle'))).toEqual([]);
  });

  it('stand the same events with lead times from where that choice starts them', async () => {
    const query = { ...plainQuery('sensitivity'), metric: 'changeLeadTime' as const };
    const { frames } = await asked(query, range, events);
    const behind = followed(linkOf(frames, 'Sensitivity', 'Change lead time'), row('leadTimeStart=merged'));
    expect(behind).toEqual<ItemsQuery>({
      ...plainQuery('items'),
      metric: 'changeLeadTime',
      outcome: 'all',
      choices: { leadTimeStart: 'merged' },
    });
  });
});
