import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Progress } from '../../../src/engine';
import { assertShown, DashboardView, openDashboard, Range, Reference } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 5, 1) };
const day = 86_400_000;
const figures = ['Deployment frequency', 'Change lead time', 'Change fail rate'];

/** One visit, in the order of a person's: each step goes on from where the one before ended. */
describe('variables and time range', () => {
  let stage: SharedStage;
  let reference: Reference;
  let view: DashboardView;
  /** Calls to the upstreams through Grafana's proxy. */
  let calls = 0;
  /** All that the first dashboard needed. */
  let firstVisit = 0;

  const address = () => new URL(view.page.url()).searchParams;
  const numbers = () => Promise.all(figures.map((title) => view.statValue(title)));
  const callsOf = async (work: () => Promise<void>) => {
    const before = calls;
    await work();
    return calls - before;
  };
  const assertNumbers = async (team: string, asked: Range) => {
    for (const title of figures) {
      const { answer }: Progress = await reference.panel('dora-team-detail', title, asked, [team]);
      assert.ok(answer.type === 'metrics');
      assertShown(await view.statValue(title), answer.rows[answer.rows.length - 1].value, `${team}, ${title}`);
    }
  };

  before(async () => {
    stage = await sharedStage();
    reference = stage.reference;
    view = await openDashboard(stage, 'dora-overview', {
      from: String(range.from),
      to: String(range.to),
      watch: (page) =>
        page.on('request', (request) => {
          calls += request.url().includes('/api/datasources/proxy/') ? 1 : 0;
        }),
    });
    firstVisit = calls;
  });
  after(() => stage?.close());

  it('opens the team that is clicked in the table, over the same time range, with hardly a call', async () => {
    const more = await callsOf(async () => {
      await view.panel('Teams').getByRole('link', { name: 'Payments', exact: true }).click();
      await view.page.waitForURL(/\/d\/dora-team-detail/);
      await view.settled();
    });
    assert.deepEqual([address().get('var-team'), address().get('var-datasource')], ['Payments', 'preview']);
    assert.deepEqual([address().get('from'), address().get('to')].map(instantOf), [range.from, range.to]);
    await assertNumbers('Payments', range);
    assert.ok(firstVisit > 20, `the first dashboard made only ${firstVisit} calls: are they counted?`);
    assert.ok(more <= firstVisit * 0.1, `the second dashboard made ${more} calls after ${firstVisit}`);
  });

  it('shows another team in numbers and address when it is chosen', async () => {
    const before = await numbers();
    await view.choose('Team', 'Checkout');
    assert.equal(address().get('var-team'), 'Checkout');
    assert.notDeepEqual(await numbers(), before);
    await assertNumbers('Checkout', range);
  });

  it('shows the numbers of a relative range chosen in the picker', async () => {
    const before = await numbers();
    await view.page.getByTestId('data-testid TimePicker Open Button').click();
    await view.page.getByText('Last 30 days', { exact: true }).click();
    await view.page.waitForURL(/from=now-30d/);
    await view.settled();
    assert.notDeepEqual(await numbers(), before);
    await assertNumbers('Checkout', { from: stage.now - 30 * day, to: stage.now });
  });

  it('shows the numbers of an absolute range typed into the picker', async () => {
    const before = await numbers();
    await view.page.getByTestId('data-testid TimePicker Open Button').click();
    await view.page.getByTestId('data-testid Time Range from field').fill('2026-02-01 00:00:00');
    await view.page.getByTestId('data-testid Time Range to field').fill('2026-04-01 00:00:00');
    await view.page.getByTestId('data-testid TimePicker submit button').click();
    await view.page.waitForURL(/from=2026-02-01/);
    await view.settled();
    assert.notDeepEqual(await numbers(), before);
    await assertNumbers('Checkout', { from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 3, 1) });
  });

  it('asks again on refresh, for what may have changed only', async () => {
    const before = await numbers();
    const more = await callsOf(async () => {
      const asked = view.page.waitForRequest((request) => request.url().includes('/api/datasources/proxy/'));
      // Numbers are asked for up to a whole minute: within it there is nothing new to ask.
      await view.page.clock.setSystemTime(stage.now + 10 * 60_000);
      await view.page.getByTestId('data-testid RefreshPicker run button').click();
      await asked;
      await view.settled();
    });
    assert.ok(more > 0 && more <= firstVisit * 0.3, `refresh made ${more} calls after ${firstVisit}`);
    assert.deepEqual(await numbers(), before);
  });

  it('has met no error on the way', () => assert.deepEqual(view.problems, []));
});

/** The address has instants as epoch milliseconds or as ISO-8601. */
function instantOf(text: string | null): number {
  return text !== null && /^\d+$/.test(text) ? Number(text) : Date.parse(text ?? '');
}
