import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDashboard } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

describe('the preview', () => {
  let stage: SharedStage;
  before(async () => {
    stage = await sharedStage();
  });
  after(() => stage?.close());

  for (const theme of ['dark', 'light'] as const) {
    it(`draws the overview's charts and numbers in the ${theme} theme, without an error`, async () => {
      const view = await openDashboard(stage, 'dora-overview', { theme, beside: stage.readers });
      assert.ok((await view.page.locator('canvas').count()) > 0, 'no chart is drawn');
      assert.match(await view.statValue('Deployment frequency'), /\d/);
      assert.match(await view.statValue('Change lead time'), /\d/);
      assert.ok((await view.table('Teams')).length > 1, 'the table of teams is empty');
      assert.deepEqual(view.problems, []);
      await view.page.close();
    });
  }

  it('draws a team, links back to the overview and keeps team and time range', async () => {
    const view = await openDashboard(stage, 'dora-team-detail', { from: 'now-30d', beside: stage.readers });
    const team = new URL(view.page.url()).searchParams.get('var-team');
    assert.ok(team, 'the address names no team');
    await view.page.getByRole('link', { name: 'DORA overview' }).click();
    await view.page.waitForURL(/\/d\/dora-overview/);
    await view.settled();
    const address = new URL(view.page.url()).searchParams;
    assert.deepEqual([address.get('from'), address.getAll('var-team')], ['now-30d', [team]]);
    assert.deepEqual(view.problems, []);
    await view.page.close();
  });

  for (const [path, landmark] of [
    ['/dashboards', 'DORA overview'],
    ['/datasource', 'Save & test'],
    ['/explore', 'Result'],
  ]) {
    it(`opens ${path} without an error`, async () => {
      const { page, context, problems } = await stage.open(path);
      await page.getByText(landmark).first().waitFor();
      assert.deepEqual(problems, []);
      await context.close();
    });
  }

  it('shows no token in a page, its storage or its settings', async () => {
    const { page, context } = await stage.open('/datasource');
    await page.getByText('Save & test').first().waitFor();
    const seen = await page.evaluate(async () =>
      [
        document.documentElement.outerHTML,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        JSON.stringify(Reflect.get(window, 'grafanaBootData')),
        await (await fetch('/api/datasources/uid/preview')).text(),
        await (await fetch('/boot.js')).text(),
      ].join('\n')
    );
    for (const token of Object.values(stage.upstreams.dataSource.secureJsonData)) {
      assert.ok(!seen.includes(token), 'a token is in the page');
    }
    await context.close();
  });
});
