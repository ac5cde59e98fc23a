import { gaps, Instant, Interval } from '../../events';
import { IntervalNeed, Report } from '../types';
import { answer, FakeIncident, fakePagerduty, fetched, incident, needOf, now } from './fakePagerduty';
import { Shelf } from './shelf';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const from = now - 30 * day;
const iso = (at: Instant) => new Date(at).toISOString();
const unread = { incident_number: 'seven' };
const on = (id: string) => ({ service: { id, summary: id } });

/** Two services read once; an incident of the first, resolved 20 days ago, is not understood. */
async function readOnce(scopes: readonly string[] = ['S1', 'S2']) {
  const incidents: FakeIncident[] = [
    incident('A', iso(now - 25 * day), on('S1')),
    incident('B', iso(now - 20 * day), { ...on('S1'), ...unread }),
    incident('C', iso(now - 3 * hour), on('S1')),
    incident('D', iso(now - 20 * day), on('S2')),
  ];
  const shelf = new Shelf();
  await shelf.fill(fakePagerduty({ incidents }).source, shelf.needs(scopes, from, now));
  const said = shelf.problems.splice(0);
  /** Another page, so much later. */
  const again = async (later: number, signal?: AbortSignal) => {
    const { source } = fakePagerduty({ incidents }, now + later);
    await shelf.fill(source, shelf.needs(scopes, from, now + later), signal);
    return shelf.problems.splice(0);
  };
  const mend = () => (incidents[1] = incident('B', iso(now - 20 * day), on('S1')));
  return { shelf, said, again, mend };
}

describe('a record that is not understood', () => {
  it('is named by every fetch that does not read it again, on other pages too', async () => {
    const { said, again } = await readOnce();
    expect(said.join()).toMatch(/^The incidents of S1: 1 record is missing.*incident B/);
    expect(await again(minute)).toEqual(said);
    expect(await again(59 * minute)).toEqual(said);
  });

  it('is read again after an hour: mended, it is there and nothing is said any more', async () => {
    const { shelf, again, mend } = await readOnce();
    mend();
    expect(await again(2 * hour)).toEqual([]);
    expect([...shelf.incidents.keys()].sort()).toEqual(['A', 'B', 'C', 'D']);
    expect(await again(2 * hour + minute)).toEqual([]);
  });

  it('is read again after an hour: not mended, it is named again, and by the fetch after that', async () => {
    const { said, again } = await readOnce();
    expect(await again(2 * hour)).toEqual(said);
    expect(await again(2 * hour + minute)).toEqual(said);
  });

  it('is not forgotten when somebody leaves while all is read again', async () => {
    const { shelf, said, again } = await readOnce();
    const leaving = new AbortController();
    const needs = shelf.needs(['S1'], from, now + 2 * hour);
    const { source } = fakePagerduty({ incidents: [] }, now + 2 * hour);
    for await (const { bookmark, need } of source.fetch(needs, leaving.signal)) {
      if (bookmark !== undefined) {
        shelf.remember(need.scope, bookmark);
        break;
      }
    }
    expect(await again(2 * hour + minute)).toEqual(said);
  });

  it('is read again once something new is asked for, not by who only reaches further back', async () => {
    const { reports } = await fetched(fakePagerduty({ incidents: [incident('B', iso(now - day), unread)] }), [
      needOf('S1', iso(from), iso(now)),
    ]);
    const bookmark = reports.flatMap((report) => report.bookmark ?? []).pop();
    const further = fakePagerduty({ incidents: [] }, now + 2 * hour);
    const { problems } = await fetched(further, [needOf('S1', iso(now - 60 * day), iso(from), { bookmark })]);
    expect(problems.map(({ message }) => message).join()).toContain('incident B');
  });

  it('leaves what is known of other services alone', async () => {
    const { reports } = await fetched(
      fakePagerduty({ incidents: [incident('B', iso(now - day), { ...on('S1'), ...unread })] }),
      ['S1', 'S2'].map((scope) => needOf(scope, iso(from), iso(now)))
    );
    const saying = reports.filter(({ problem }) => problem !== null);
    expect(saying.map(({ need, problem }) => [need.scope, problem?.scope])).toEqual([['S1', 'S1']]);
  });

  it('is told of all services that were asked for where it does not say whose it is', async () => {
    const { problems } = await fetched(
      fakePagerduty({
        fault: ({ path }) => (path === 'incidents' ? answer(200, { incidents: [{ id: 'B' }], more: false }) : null),
      }),
      ['S1', 'S2'].map((scope) => needOf(scope, iso(from), iso(now)))
    );
    expect(problems.map(({ scope, message }) => [scope, message])).toEqual([
      [null, expect.stringMatching(/^The incidents of S1, S2: 1 record is missing.*incident B/)],
    ]);
  });

  it('keeps its time from being covered until it is said', async () => {
    const incidents = [incident('A', iso(now - 200 * day)), incident('B', iso(now - day), unread)];
    const { reports } = await fetched(fakePagerduty({ incidents }), [needOf('S1', iso(now - 300 * day), iso(now))]);
    const at = now - day;
    const covering = reports.filter(({ covered }) => covered !== null && covered.from <= at && at < covered.to);
    expect(covering.map(({ problem }) => problem?.kind)).toEqual(['badRecord']);
    // What is older was read and understood: who leaves need not read it again.
    expect(firstCovering(reports, now - 200 * day)).toBeLessThan(reports.indexOf(covering[0]));
  });
});

function firstCovering(reports: readonly Report[], at: Instant): number {
  return reports.findIndex(({ covered }) => covered !== null && covered.from <= at && at < covered.to);
}

/** A store waits no longer than until all it has asked for is covered. */
it('a store that stops once its interval is covered has heard what is missing', async () => {
  const incidents = [incident('A', iso(now - 25 * day)), incident('B', iso(now - 20 * day), unread)];
  const untilCovered = async (need: IntervalNeed, at: Instant) => {
    let [bookmark, open]: [string | undefined, readonly Interval[]] = [undefined, [need.interval]];
    for await (const report of fakePagerduty({ incidents }, at).source.fetch([need], new AbortController().signal)) {
      bookmark = report.bookmark ?? bookmark;
      open = open.flatMap((one) => gaps(one, report.covered === null ? [] : [report.covered]));
      if (open.length === 0) {
        return { bookmark, problem: report.problem?.message };
      }
    }
    throw new Error('never covered');
  };
  const { bookmark, problem } = await untilCovered(needOf('S1', iso(from), iso(now)), now);
  const later = now + 2 * hour;
  const second = await untilCovered(needOf('S1', iso(later - day), iso(later), { bookmark }), later);
  const third = await untilCovered(needOf('S1', iso(later - day), iso(later), { bookmark: second.bookmark }), later);
  expect([problem, second.problem, third.problem]).toEqual([problem, problem, problem]);
  expect(problem).toContain('incident B');
});
