import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { selectors } from '../../src/editors/selectors';
import { OpenedPage, setStage, Stage } from './harness';

const { config, query } = selectors;
const save = 'data-testid Data source settings page Save and Test button';
const result = 'data-testid Data source settings page Alert';

/** Presses Tab until the focus is on the element with this id or test id: whoever has only a keyboard gets there so. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate((name) => {
      const focused = document.activeElement;
      return focused?.id === name || focused?.getAttribute('data-testid') === name;
    }, wanted);
    if (isThere) {
      return;
    }
  }
  assert.fail(`Tab does not lead to ${wanted}`);
}

async function typeInto(page: Page, id: string, text: string): Promise<void> {
  await tabTo(page, id);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

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

describe('the config editor, by keyboard alone', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  const settings = async (): Promise<OpenedPage> => {
    const opened = await stage.open('/datasource');
    await opened.page.getByTestId(save).waitFor();
    return opened;
  };

  it('says beside the field what is wrong with a pattern and an address, and nothing once they are right', async () => {
    const { page, context, problems } = await settings();
    await typeInto(page, config.field('githubUrl'), 'github.example.com');
    await typeInto(page, config.field('hotfixPattern'), '(');
    await page.keyboard.press('Tab');
    // Grafana's Field keeps a message inside itself, beside the input.
    const beside = (id: string) =>
      page.locator(`#${id}`).locator('xpath=ancestor::*[.//*[@role="alert"]][1]').getByRole('alert');
    assert.match(await beside(config.field('hotfixPattern')).first().innerText(), /"\(" is not a valid pattern/);
    assert.match(
      await page
        .getByText(/is not an address/)
        .first()
        .innerText(),
      /github\.example\.com/
    );
    await page.locator('body').focus();
    await page.evaluate(() => window.getSelection()?.removeAllRanges());
    await typeInto(page, config.field('hotfixPattern'), '^hotfix/');
    await page.keyboard.press('Tab');
    assert.equal(await page.getByText('is not a valid pattern').count(), 0);
    assert.deepEqual(problems, []);
    await context.close();
  });

  it('takes address, token and a team, saves them, and tests each connection by itself', async () => {
    const { page, context, problems } = await settings();
    const { settings: given, dataSource } = stage.upstreams;
    await typeInto(page, config.field('githubUrl'), `${given.githubUrl}/`);
    // The token is known only as "configured": resetting it makes room for another one.
    assert.equal(await page.locator(`#${config.field('githubToken')}`).inputValue(), 'configured');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Reset');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (id) => !document.getElementById(id)?.hasAttribute('disabled'),
      config.field('githubToken')
    );
    await typeInto(page, config.field('githubToken'), dataSource.secureJsonData.githubToken);
    await tabTo(page, config.addTeam);
    await page.keyboard.press('Enter');
    const added = given.teams.length;
    await page.locator(`#${config.team(added, 'name')}`).waitFor({ state: 'attached' });
    await page.getByTestId(config.team(0, 'toggle')).focus();
    await typeInto(page, config.team(added, 'name'), 'Night shift');
    await typeInto(page, config.team(added, 'repositories'), 'acme/cart, acme/promo*');
    await tabTo(page, save);
    await page.keyboard.press('Enter');
    await page.getByTestId(result).waitFor();
    const said = await page.getByTestId(result).innerText();
    assert.match(said, /GitHub knows the token/);
    assert.match(said, /PagerDuty: /);
    assert.doesNotMatch(said, /refused|\[object|undefined/);

    const saved = await (await fetch(`${stage.url}/api/datasources/uid/preview`)).json();
    assert.equal(saved.jsonData.githubUrl, given.githubUrl);
    const team = saved.jsonData.teams[added];
    assert.deepEqual([team.name, team.repositories], ['Night shift', ['acme/cart', 'acme/promo*']]);
    assert.equal(saved.secureJsonFields.githubToken, true);
    assert.ok(!JSON.stringify(saved).includes(dataSource.secureJsonData.githubToken), 'the token came back');
    assert.deepEqual(problems, []);
    await context.close();
  });
});

describe('the query editor, by keyboard alone', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  const explore = async (saved: object): Promise<OpenedPage> => {
    const opened = await stage.open(`/explore?query=${encodeURIComponent(JSON.stringify(saved))}`);
    await opened.page.getByTestId('query-editor').waitFor();
    return opened;
  };
  const stateOf = (page: Page) => page.getByTestId('panel-state').first();
  const done = async (page: Page) => {
    await page.waitForFunction(
      () => document.querySelector('[data-testid="panel-state"]')?.getAttribute('data-state') === 'Done',
      undefined,
      { timeout: 60_000 }
    );
  };

  it('builds a query of metric, grouping and interval and draws a frame per group', async () => {
    const { page, context, problems } = await explore({
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
    await done(page);
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
    await context.close();
  });

  it('leaves a query of a newer version alone and says so, in the editor and in the panel', async () => {
    const newer = { refId: 'A', schemaVersion: 99, queryType: 'metrics', somethingNew: true };
    const { page, context } = await explore(newer);
    assert.match(
      await page.getByTestId(query.newerVersion).innerText(),
      /saved by a newer version[^]*Update the plugin/
    );
    await stateOf(page).waitFor({ state: 'attached' });
    await page.waitForFunction(
      () => document.querySelector('[data-testid="panel-state"]')?.getAttribute('data-state') === 'Error'
    );
    assert.deepEqual(JSON.parse(new URL(page.url()).searchParams.get('query') ?? '{}'), newer);
    await context.close();
  });
});
