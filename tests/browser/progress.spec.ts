import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { changeTheme, setFaults, setStage, Stage } from './harness';

const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 5, 1) };
const patience = 90_000;

describe('while events are on their way', () => {
  let stage: Stage;

  const open = () => {
    const query = new URLSearchParams({
      theme: 'dark',
      timezone: 'utc',
      from: String(range.from),
      to: String(range.to),
    });
    return stage.open(`/d/dora-team-detail?${query.toString()}&var-team=Checkout`, { height: 3000 });
  };
  const told = (page: Page, testId: string) =>
    page
      .locator(`[data-testid^="${testId}"]`)
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label') ?? mark.textContent ?? ''));
  const withoutExperiments = (regions: readonly string[]) =>
    regions.filter((text) => !stage.upstreams.settings.experiments.some(({ name }) => text.includes(name)));
  /** What a reader of the page is told: texts of notices, and of regions that are not the dashboard's annotations. */
  const reading = async (page: Page) => ({
    notices: await told(page, 'panel-notice-'),
    regions: withoutExperiments(await told(page, 'annotation-region')),
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

  const assertNoneBlank = async (page: Page) => {
    const waiting = page.getByTestId('panel-waiting');
    await waiting.first().waitFor({ state: 'visible', timeout: patience });
    assert.equal(await waiting.first().innerText(), 'Loading');
    const blank = await page
      .getByTestId('data-testid panel content')
      .evaluateAll((contents) =>
        contents
          .filter((one) => one.textContent?.trim() === '' && one.querySelector('canvas, svg') === null)
          .map((one) => one.closest('section')?.getAttribute('data-testid'))
      );
    assert.deepEqual(blank, []);
  };
  const assertShaded = async (page: Page) => {
    // In one look: a moment later it may be read.
    const look = await page.waitForFunction(
      () => {
        const [notices, regions] = ['[data-testid^="panel-notice-"]', '[data-testid="annotation-region"]'].map(
          (marks) =>
            [...document.querySelectorAll(marks)].map(
              (mark) => mark.getAttribute('aria-label') ?? mark.textContent ?? ''
            )
        );
        const unread = '[data-testid="annotation-region"][aria-label^="Not read yet"]';
        const { width = 0, height = 0 } = document.querySelector(unread)?.getBoundingClientRect() ?? {};
        return notices.some((text) => text.includes('Reading:')) && width > 0
          ? { notices, regions, width, height }
          : null;
      },
      undefined,
      { timeout: patience, polling: 50 }
    );
    const during = await look.jsonValue();
    assert.ok(during !== null);
    const regions = withoutExperiments(during.regions);
    assert.ok(regions.length > 0);
    regions.forEach((text) => assert.match(text, /^Not read yet/));
    assert.match(during.notices.join('\n'), /Reading: \d+ of \d+ repositories and services (is|are) complete/);
    assert.ok(during.width > 20 && during.height >= 4, `a bar of ${during.width} × ${during.height}`);
  };
  const assertAllKnown = async (page: Page) => {
    await untilDone(page);
    assert.equal(await page.getByTestId('panel-waiting').count(), 0);
    const afterwards = await reading(page);
    assert.deepEqual(afterwards.regions, []);
    assert.doesNotMatch(afterwards.notices.join('\n'), /Reading:/);
  };

  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  it('a panel says that it is loading, and the stretch that is not read is shaded, until all is known (dark, light)', async () => {
    const { githubUrl } = stage.upstreams.settings;
    await setFaults(githubUrl, [{ kind: 'slow', delay: 1_500 }]);
    const { page, problems } = await open();
    await assertNoneBlank(page);
    await assertShaded(page);
    await changeTheme(page, 'Light');
    await assertShaded(page);
    await setFaults(githubUrl, []);
    await assertAllKnown(page);
    await changeTheme(page, 'Dark');
    await assertAllKnown(page);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('the stretch that could not be read stays shaded and says so', async () => {
    const { pagerdutyUrl } = stage.upstreams.settings;
    await setFaults(pagerdutyUrl, [{ kind: 'status', status: 403, path: '/incidents' }]);
    const { page } = await open();
    await untilDone(page);
    const { regions, notices } = await reading(page);
    assert.ok(regions.length > 0, 'nothing is shaded');
    regions.forEach((text) => assert.match(text, /^Could not be read/));
    assert.match(notices.join('\n'), /The incidents of .+ cannot be read/);
    await setFaults(pagerdutyUrl, []);
    await page.context().close();
  });
});
