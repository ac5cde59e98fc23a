import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { selectors } from '../../../src/editors/selectors';
import { openExplore, untilAnswered } from './explore';
import { SharedStage, sharedStage } from './sharedStage';

const { query } = selectors;
const field = (name: string) => `#${query.field('A', name)}`;
const patience = { timeout: 60_000 };

describe('the query editor, by mouse and by hand', () => {
  let stage: SharedStage;
  before(async () => {
    stage = await sharedStage();
  });
  after(() => stage?.close());

  const saved = (page: Page) => JSON.parse(new URL(page.url()).searchParams.get('query') ?? '{}');

  it('sets a whole query from an example, and answers it', async () => {
    const { page, problems } = await openExplore(stage, { queryType: 'runs', workflows: ['ci'] });
    await page.getByTestId(query.examples('A')).click();
    await page.getByRole('button', { name: /What was released/ }).click();
    assert.equal(await page.getByTestId(query.sentence('A')).innerText(), 'Published releases.');
    await untilAnswered(page);
    const panel = page.getByTestId('data-testid Panel header Result');
    await panel.getByRole('columnheader', { name: 'Tag' }).waitFor(patience);
    assert.ok((await panel.getByRole('row').count()) > 3, 'no list of releases');
    assert.equal(saved(page).workflows, undefined);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('offers the names that exist, says which one nothing goes by, and asks only when a choice is made', async () => {
    const { page, problems } = await openExplore(stage, { queryType: 'deployments', outcome: 'failed' });
    await untilAnswered(page);
    const before = page.url();
    await page.locator(field('teams')).click();
    await page.getByRole('option', { name: 'Checkout' }).waitFor(patience);
    await page.keyboard.type('paymnts');
    await page.getByRole('option', { name: /paymnts/ }).waitFor();
    assert.equal(page.url(), before, 'a key changed the query');
    await page.getByRole('option', { name: /paymnts/ }).click();
    await page.getByText('There is no team "paymnts" in the settings.').waitFor();
    assert.deepEqual(saved(page).filters.teams, ['paymnts']);
    assert.match(await page.getByTestId(query.sentence('A')).innerText(), /^Failed deployments of team paymnts, /);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('lists the labels of changes and narrows to one', async () => {
    const { page, problems } = await openExplore(stage, { queryType: 'changes' });
    await untilAnswered(page);
    await page.locator(field('labels')).click();
    await page.getByRole('option', { name: 'tech-debt' }).click(patience);
    await page.keyboard.press('Escape');
    await untilAnswered(page);
    const panel = page.getByTestId('data-testid Panel header Result');
    await panel.getByRole('gridcell', { name: 'tech-debt' }).first().waitFor(patience);
    assert.equal(await panel.getByRole('gridcell', { name: 'dependencies' }).count(), 0);
    assert.deepEqual(problems, []);
    await page.close();
  });
});
