import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeSettings, fromProvisioning } from '../../src/query';
import { selectors } from '../../src/editors/selectors';
import { setStage, Stage } from './harness';

const { config } = selectors;
const save = 'data-testid Data source settings page Save and Test button';
const result = 'data-testid Data source settings page Alert';
const address = '/api/datasources/uid/preview';

describe('setting up a data source from nothing', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  it('goes from a token to suggested teams, tried rules, and an export that gives the same settings back', async () => {
    const { page, context, problems } = await stage.open('/datasource');
    const { settings: given, dataSource } = stage.upstreams;
    const jsonData = { schemaVersion: 1, githubUrl: given.githubUrl, pagerdutyUrl: given.pagerdutyUrl };
    await page.evaluate(
      ([place, body]) => fetch(place, { method: 'PUT', headers: { 'content-type': 'application/json' }, body }),
      [address, JSON.stringify({ jsonData, secureJsonData: { githubToken: '', pagerdutyToken: '' } })] as const
    );
    await page.reload();
    await page.getByText('Set up in three steps').waitFor();
    const connection = (source: string) => page.getByTestId(config.connection(source));
    assert.match(await connection('github').innerText(), /enter a token and save/);

    await page.locator(`#${config.field('githubToken')}`).fill(dataSource.secureJsonData.githubToken);
    await page.locator(`#${config.field('pagerdutyToken')}`).fill(dataSource.secureJsonData.pagerdutyToken);
    assert.match(await connection('github').innerText(), /save first/);
    await page.getByTestId(save).click();
    await page.getByTestId(result).waitFor();
    await connection('pagerduty').getByText('sees 8 services').waitFor();

    await page.locator(`#${config.field('organizations')}`).click();
    await page.getByRole('option', { name: 'acme' }).click();
    await page.keyboard.press('Tab');
    await connection('github').getByText('12 repositories visible').first().waitFor();

    await page.getByTestId(config.lookForTeams).click();
    await page.getByTestId(config.suggestion('Payments')).getByText('GitHub team acme/payments has 5').waitFor();
    await page.getByTestId(config.acceptAllTeams).click();
    await page.getByTestId(config.team(4, 'toggle')).waitFor();

    await page.locator(`#${config.field('previewRepository')}`).fill('acme/checkout-api');
    await page.keyboard.press('Tab');
    await page.getByTestId(config.preview).getByText('does not match prod|live').first().waitFor();

    await page.getByTestId(config.exportSettings).click();
    const exported = await page.locator(`#${config.field('exported')}`).inputValue();
    await page.getByTestId(save).click();
    await page.getByTestId(result).getByText('12 repositories visible').first().waitFor();
    const saved = await (await fetch(`${stage.url}${address}`)).json();
    const { entry, problems: mistakes } = await fromProvisioning(exported);
    assert.deepEqual(mistakes, []);
    assert.deepEqual(entry?.settings, decodeSettings(saved.jsonData).settings);
    assert.deepEqual(entry?.settings.teams.map(({ name }) => name).sort(), given.teams.map(({ name }) => name).sort());
    assert.ok(!exported.includes(dataSource.secureJsonData.githubToken), 'the token was exported');
    assert.deepEqual(problems, []);
    await context.close();
  });
});
