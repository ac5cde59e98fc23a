import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { selectors } from '../../src/editors/selectors';
import { OpenedPage, setStage, Stage, tabTo } from './harness';

const { config } = selectors;
const save = 'data-testid Data source settings page Save and Test button';
const result = 'data-testid Data source settings page Alert';

async function typeInto(page: Page, id: string, text: string): Promise<void> {
  await tabTo(page, id);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
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
