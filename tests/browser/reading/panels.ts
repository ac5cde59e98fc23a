import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { DoraQuery, plainQuery, queryTypes } from '../../../src/query';
import { examples } from '../../../src/editors/query/examples';
import { selectors } from '../../../src/editors/selectors';
import { travel } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

const { query } = selectors;
const patience = { timeout: 90_000 };

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
  let stage: SharedStage;
  before(async () => {
    stage = await sharedStage();
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
    const { page, problems } = await stage.open('/explore', { beside: stage.readers });
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
    await page.close();
  });

  it('every example is answered, and together they show every query type', async () => {
    assert.deepEqual(new Set(examples().map((one) => one.query.queryType)), new Set(queryTypes));
    const { page, problems } = await stage.open('/explore', { beside: stage.readers });
    await page.getByTestId('query-editor').waitFor();
    for (const { question } of examples()) {
      const before = await shown(page);
      await page.getByTestId(query.examples('A')).click();
      await page.getByRole('button', { name: question, exact: false }).click();
      await settled(page, before);
      await assertAnswered(page, question);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });
});
