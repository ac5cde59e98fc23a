import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { selectors } from '../../../src/editors/selectors';
import { tabTo } from '../harness';
import { openExplore, untilAnswered } from './explore';
import { SharedStage, sharedStage } from './sharedStage';

const { query } = selectors;

/** Chooses in a combobox: ArrowDown opens it, typing narrows the options, Enter takes the first that is left. */
async function chooseIn(page: Page, id: string, option: string): Promise<void> {
  await tabTo(page, id);
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.type(option);
  await page.getByRole('option', { name: option }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

describe('the query editor, by keyboard alone', () => {
  let stage: SharedStage;
  before(async () => {
    stage = await sharedStage();
  });
  after(() => stage?.close());

  const stateOf = (page: Page) => page.getByTestId('panel-state').first();

  it('builds a query of metric, grouping and interval and draws a frame per group', async () => {
    const { page, problems } = await openExplore(stage, {
      schemaVersion: 1,
      queryType: 'metrics',
      metrics: ['deploymentFrequency'],
      filters: { teams: ['Checkout', 'Payments'], repositories: [], services: [], environments: [] },
    });
    const sentence = page.getByTestId(query.sentence('A'));
    await chooseIn(page, query.field('A', 'metrics'), 'Change lead time');
    await chooseIn(page, query.field('A', 'groupBy'), 'Team');
    await chooseIn(page, query.field('A', 'interval'), 'Month');
    await page.waitForFunction(
      (id) => /change lead time.*per month/i.test(document.querySelector(`[data-testid="${id}"]`)?.textContent ?? ''),
      query.sentence('A')
    );
    assert.match(await sentence.innerText(), /per team/);
    await untilAnswered(page);
    const panel = page.getByTestId('data-testid Panel header Result');
    await panel.locator('canvas').first().waitFor();
    const legend = await panel.innerText();
    for (const group of [/Checkout/, /Payments/]) {
      assert.match(legend, group);
    }
    const kept = JSON.parse(new URL(page.url()).searchParams.get('query') ?? '{}');
    assert.deepEqual(
      [kept.metrics, kept.groupBy, kept.interval],
      [['deploymentFrequency', 'changeLeadTime'], ['team'], 'month']
    );

    // Another kind of query over the same events: a list.
    await page.locator('body').focus();
    await chooseIn(page, query.field('A', 'queryType'), 'Incidents');
    await panel.getByRole('gridcell').first().waitFor();
    assert.ok((await panel.getByRole('row').count()) > 3, 'no list of incidents');
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('leaves a query of a newer version alone and says so, in the editor and in the panel', async () => {
    const newer = { refId: 'A', schemaVersion: 99, queryType: 'metrics', somethingNew: true };
    const { page } = await openExplore(stage, newer);
    assert.match(
      await page.getByTestId(query.newerVersion).innerText(),
      /saved by a newer version[^]*Update the plugin/
    );
    await stateOf(page).waitFor({ state: 'attached' });
    await page.waitForFunction(
      () => document.querySelector('[data-testid="panel-state"]')?.getAttribute('data-state') === 'Error'
    );
    assert.deepEqual(JSON.parse(new URL(page.url()).searchParams.get('query') ?? '{}'), newer);
    await page.close();
  });
});
