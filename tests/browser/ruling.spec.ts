import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeSettings, fromProvisioning } from '../../src/query';
import { selectors } from '../../src/editors/selectors';
import { openDashboard, setStage, Stage } from './harness';

/** What somebody does after the first set-up: a ruling that outlives an export. */

const { config } = selectors;
const patience = { timeout: 90_000 };
const range = { from: String(Date.UTC(2026, 2, 1)), to: String(Date.UTC(2026, 5, 1)) };
const address = '/api/datasources/uid/preview';

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
    const again = await openDashboard(stage, 'dora-explain', { ...range, variables, beside: view });
    // It was laid to nothing before: now a person says so, and the number stays.
    assert.equal(await again.statValue('The number'), asked);
    const row = again.panel('Near misses').getByRole('row').filter({ hasText: incident });
    assert.match(await row.innerText(), /The disk was full/);
    assert.deepEqual(again.problems, []);
  });
});
