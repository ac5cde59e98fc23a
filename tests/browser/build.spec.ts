import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { decodeSettings, DoraQuery, fromProvisioning, plainQuery, queryTypes } from '../../src/query';
import { examples } from '../../src/editors/query/examples';
import { selectors } from '../../src/editors/selectors';
import { openDashboard, setStage, Stage, travel } from './harness';

/** What somebody does after the first set-up: panels of every kind, and a ruling that outlives an export. */

const { config, query } = selectors;
const patience = { timeout: 90_000 };
const range = { from: String(Date.UTC(2026, 2, 1)), to: String(Date.UTC(2026, 5, 1)) };
const address = '/api/datasources/uid/preview';

const metrics = plainQuery('metrics');
const byTeam = { ...metrics, groupBy: ['team' as const] };

/** Every kind of panel with a query whose frames it takes as they are (docs/queries.md). */
const panels: ReadonlyArray<readonly [kind: string, query: DoraQuery]> = [
  ['timeseries', { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], interval: 'week', windowDays: 90 }],
  ['stat', { ...metrics, metrics: ['changeFailRate'] }],
  ['table', { ...byTeam, tableLayout: 'rows' }],
  ['barchart', { ...byTeam, metrics: ['deploymentFrequency'] }],
  ['bargauge', { ...byTeam, metrics: ['changeLeadTime'] }],
  [
    'state-timeline',
    { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], interval: 'month', shape: 'levels' },
  ],
  ['state-timeline', { ...plainQuery('deployments'), shape: 'states' }],
  ['state-timeline', { ...plainQuery('incidents'), shape: 'states' }],
  ['heatmap', { ...metrics, metrics: ['changeLeadTime'], interval: 'week', shape: 'distribution' }],
  ['heatmap', { ...plainQuery('deployments'), shape: 'hours' }],
  ['nodeGraph', { ...plainQuery('deployments'), outcome: 'failed', shape: 'graph' }],
];

describe('panels built in the query editor', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  const state = (page: Page) => page.getByTestId('panel-state');
  /** Which request the panel shows the answer of. */
  const shown = async (page: Page) =>
    (await state(page).count()) === 0 ? null : state(page).getAttribute('data-request');
  /** `before`: the request whose answer is not meant. */
  const settled = (page: Page, before: string | null = null) =>
    page.waitForFunction(
      (old) => {
        const { state, request } = document.querySelector<HTMLElement>('[data-testid="panel-state"]')?.dataset ?? {};
        return state === 'Done' && request !== old;
      },
      before,
      patience
    );
  const result = (page: Page) => page.getByTestId('data-testid Panel header Result');
  const content = (page: Page) => result(page).locator('[data-testid="data-testid panel content"]').first();

  /** Titles and branches may speak of errors: what the panel says of itself decides. Gives what is shown. */
  const assertAnswered = async (page: Page, what: string): Promise<string> => {
    assert.equal(await result(page).getByTestId('data-testid Panel status error').count(), 0, what);
    const text = await content(page).innerText();
    assert.doesNotMatch(text, /no data|cannot draw|could not be read/i, what);
    return text;
  };

  it('every kind of panel draws its query without a transformation', async () => {
    const { page, context, problems } = await stage.open('/explore');
    for (const [kind, asked] of panels) {
      await travel(page, `/explore?query=${encodeURIComponent(JSON.stringify({ refId: 'A', ...asked }))}`);
      await page.getByRole('radio', { name: kind, exact: true }).check({ force: true });
      await settled(page);
      const what = `${kind}: ${JSON.stringify(asked)}`;
      const text = await assertAnswered(page, what);
      const drawings = await content(page).locator('canvas, svg, table, [role="grid"]').count();
      assert.ok(drawings > 0 || /\d/.test(text), `nothing is drawn: ${what}`);
    }
    assert.deepEqual(problems, []);
    await context.close();
  });

  it('every example is answered, and together they show every query type', async () => {
    assert.deepEqual(new Set(examples().map((one) => one.query.queryType)), new Set(queryTypes));
    const { page, context, problems } = await stage.open('/explore');
    await page.getByTestId('query-editor').waitFor();
    for (const { question } of examples()) {
      const before = await shown(page);
      await page.getByTestId(query.examples('A')).click();
      await page.getByRole('button', { name: question, exact: false }).click();
      await settled(page, before);
      await assertAnswered(page, question);
    }
    assert.deepEqual(problems, []);
    await context.close();
  });
});

describe('a ruling', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  const stored = async (): Promise<unknown> => {
    const { jsonData } = await (await fetch(`${stage.url}${address}`)).json();
    return jsonData;
  };

  it('is placed from an incident, shows its reason, and comes back out of an export', async () => {
    const variables = { team: 'Payments', metric: 'changeFailRate' };
    const view = await openDashboard(stage, 'dora-explain', { ...range, variables });
    const asked = await view.statValue('The number');
    const [names, missed] = await view.table('Near misses');
    const incident = missed[names.indexOf('Incident')];

    await view.panel('Near misses').getByText('Rule on this incident').first().click();
    await view.page.waitForURL(/doraIncident=/);
    const { page } = view;
    const field = (name: string) => page.locator(`#${config.requestedRuling(name)}`);
    assert.equal(await field('incident').inputValue(), incident);
    await field('reason').fill('The disk was full');
    await page.keyboard.press('Tab');
    await page.getByTestId(config.addRequestedRuling).click();
    await page.getByTestId('data-testid Data source settings page Save and Test button').click();
    await page.getByTestId('data-testid Data source settings page Alert').waitFor(patience);
    await page.getByTestId(config.exportSettings).click();
    const exported = await page.locator(`#${config.field('exported')}`).inputValue();
    const { entry, problems: mistakes } = await fromProvisioning(exported);
    assert.deepEqual(mistakes, []);
    assert.deepEqual(entry?.settings, decodeSettings(await stored()).settings);
    const ruling = entry?.settings.rules.overrides.find((one) => one.incident === incident);
    assert.deepEqual([ruling?.deployment, ruling?.reason], [null, 'The disk was full']);

    // What was exported is provisioned again, in place of what was saved by hand.
    await fetch(`${stage.url}${address}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonData: entry?.settings }),
    });
    const again = await openDashboard(stage, 'dora-explain', { ...range, variables });
    // It was laid to nothing before: now a person says so, and the number stays.
    assert.equal(await again.statValue('The number'), asked);
    const row = again.panel('Near misses').getByRole('row').filter({ hasText: incident });
    assert.match(await row.innerText(), /The disk was full/);
    assert.deepEqual(again.problems, []);
  });
});
