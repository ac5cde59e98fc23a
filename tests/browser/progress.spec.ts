import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { setFaults, setStage, Stage } from './harness';

const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 5, 1) };
const patience = 90_000;

describe('while events are on their way', () => {
  let stage: Stage;

  const open = (theme: 'light' | 'dark') => {
    const query = new URLSearchParams({ theme, timezone: 'utc', from: String(range.from), to: String(range.to) });
    return stage.open(`/d/dora-team-detail?${query.toString()}&var-team=Checkout`, { height: 3000 });
  };
  /** What a reader of the page is told: texts of notices, and of shaded regions. */
  const told = async (page: Page) => ({
    notices: await page
      .locator('[data-testid^="panel-notice-"]')
      .evaluateAll((icons) => icons.map((icon) => icon.getAttribute('aria-label') ?? '')),
    regions: await page
      .getByTestId('annotation-region')
      .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('title') ?? '')),
  });
  const untilDone = (page: Page) =>
    page.waitForFunction(
      () => {
        const panels = [...document.querySelectorAll('[data-testid="panel-state"]')];
        return (
          panels.length > 5 && panels.every((one) => ['Done', 'Error'].includes(one.getAttribute('data-state') ?? ''))
        );
      },
      undefined,
      { timeout: patience, polling: 200 }
    );

  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  for (const theme of ['dark', 'light'] as const) {
    it(`the stretch that is not read is shaded, and nothing is once all is known (${theme})`, async () => {
      const { githubUrl } = stage.upstreams.settings;
      await setFaults(githubUrl, [{ kind: 'slow', delay: 1_500 }]);
      const { page, problems } = await open(theme);
      await page.getByTestId('annotation-region').first().waitFor({ state: 'attached', timeout: patience });
      const during = await told(page);
      assert.ok(during.regions.length > 0);
      during.regions.forEach((text) => assert.match(text, /^Not read yet/));
      assert.match(during.notices.join('\n'), /Reading: \d+ of \d+ repositories and services (is|are) complete/);
      const bar = await page.getByTestId('annotation-region').first().boundingBox();
      assert.ok(bar !== null && bar.width > 20 && bar.height >= 4, `a bar of ${JSON.stringify(bar)}`);
      await setFaults(githubUrl, []);
      await untilDone(page);
      const afterwards = await told(page);
      assert.deepEqual(afterwards.regions, []);
      assert.doesNotMatch(afterwards.notices.join('\n'), /Reading:/);
      assert.deepEqual(problems, []);
      await page.context().close();
    });
  }

  it('the stretch that could not be read stays shaded and says so', async () => {
    const { pagerdutyUrl } = stage.upstreams.settings;
    await setFaults(pagerdutyUrl, [{ kind: 'status', status: 403, path: '/incidents' }]);
    const { page } = await open('dark');
    await untilDone(page);
    const { regions, notices } = await told(page);
    assert.ok(regions.length > 0, 'nothing is shaded');
    regions.forEach((text) => assert.match(text, /^Could not be read/));
    assert.match(notices.join('\n'), /The incidents of .+ cannot be read/);
    await setFaults(pagerdutyUrl, []);
    await page.context().close();
  });
});
