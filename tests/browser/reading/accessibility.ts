import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { annotationTypes } from '../../../src/datasource/annotations';
import { selectors } from '../../../src/editors/selectors';
import { plainQuery, queryTypes } from '../../../src/query';
import { changeTheme, OpenedPage, OpenOptions, toldSettings, travel, violationsIn } from '../harness';
import { untilAnswered } from './explore';
import { SharedStage, sharedStage } from './sharedStage';

const { config, query } = selectors;

describe('axe-core finds nothing wrong in what is painted', () => {
  let stage: SharedStage;
  before(async () => {
    stage = await sharedStage();
  });
  after(() => stage?.close());

  const settings = async (watch?: OpenOptions['watch']): Promise<OpenedPage> => {
    const opened = await stage.open('/datasource?theme=light', { height: 3000, beside: stage.readers, watch });
    await opened.page.getByRole('heading', { name: 'GitHub', exact: true }).waitFor();
    return opened;
  };
  /** Until what is told of a connection stays. */
  const tested = (page: Page, ...sources: ReadonlyArray<'github' | 'pagerduty'>) =>
    Promise.all(sources.map((source) => page.getByTestId(config.connection(source)).getByText('Test again').waitFor()));
  const stateOf = (page: Page, part: string) =>
    page
      .locator(part)
      .evaluate((element: HTMLElement) => [
        element.innerText,
        ...[...element.querySelectorAll('input, textarea')].map((field) => Reflect.get(field, 'value')),
      ]);
  /** What is wrong in the dark, which changes colours and nothing else. The page is light before and afterwards. */
  const violationsInTheDark = async (page: Page, part: string) => {
    const before = await stateOf(page, part);
    await changeTheme(page, 'Dark');
    const found = await violationsIn(page, part, ['color-contrast']);
    assert.deepEqual(await stateOf(page, part), before, 'the state has gone with the theme');
    await changeTheme(page, 'Light');
    return found;
  };
  const assertFine = async (page: Page, part: string, state: string) => {
    assert.deepEqual(await violationsIn(page, part), [], state);
    assert.deepEqual(await violationsInTheDark(page, part), [], `${state}, in the dark`);
  };

  it('and finds what is put there to be found', async () => {
    const { page } = await settings();
    await tested(page, 'github', 'pagerduty');
    const add = (html: string) =>
      page.evaluate((more) => document.querySelector('form')?.insertAdjacentHTML('beforeend', more), html);
    const found = async (violations: Promise<readonly string[]>) =>
      (await violations).map((line) => line.split(':')[0]).sort();
    // On the theme's own background: only in the dark it cannot be read.
    await add('<p style="color: #333">Grey on what is there</p>');
    assert.deepEqual(await found(violationsIn(page, 'form')), []);
    assert.deepEqual(await found(violationsInTheDark(page, 'form')), ['color-contrast']);
    await add('<p style="color: #999; background: #fff">Grey on white</p><button type="button"></button>');
    assert.deepEqual(await found(violationsIn(page, 'form')), ['button-name', 'color-contrast']);
    await page.close();
  });

  it('in the dark as it is loaded, which is the dark it is switched to', async () => {
    const painted = async (page: Page) => {
      // Icons are fetched, and are empty until they are there.
      await page.waitForFunction(() =>
        [...document.querySelectorAll('form svg')].every(({ childElementCount }) => childElementCount > 0)
      );
      return page.locator('form').evaluate((form) =>
        [form, ...form.querySelectorAll('*')].map((element) => {
          const { color, backgroundColor, borderTopColor, borderLeftColor, fill, opacity } = getComputedStyle(element);
          return [element.tagName, color, backgroundColor, borderTopColor, borderLeftColor, fill, opacity].join(' ');
        })
      );
    };
    const { page } = await settings();
    await tested(page, 'github', 'pagerduty');
    await changeTheme(page, 'Dark');
    const switched = await painted(page);
    await page.reload();
    await tested(page, 'github', 'pagerduty');
    assert.deepEqual(await painted(page), switched);
    await page.close();
  });

  it('the settings, empty', async () => {
    const { page } = await settings(toldSettings(() => ({ jsonData: { schemaVersion: 1 }, secureJsonFields: {} })));
    await page.getByText('Set up in three steps').waitFor();
    await assertFine(page, 'form', 'empty');
    await page.close();
  });

  it('the settings, filled in, everything open', async () => {
    const { page } = await settings();
    await tested(page, 'github', 'pagerduty');
    await page.getByTestId(config.team(0, 'toggle')).click();
    await page
      .getByText(/^Rules of its own/)
      .first()
      .click();
    await page.getByTestId(config.addOverride).click();
    await page.locator(`#${config.field('previewRepository')}`).fill('acme/checkout-api');
    await page.keyboard.press('Tab');
    await page.getByTestId(config.preview).getByText('does not match prod|live').first().waitFor();
    await page.getByTestId(config.exportSettings).click();
    await page.locator(`#${config.field('exported')}`).waitFor();
    await page.locator(`#${config.field('imported')}`).fill('organizations: [other]\npagerdutyRegion: mars');
    await page.getByTestId(config.readImport).click();
    await page.getByText('differ from what is entered here').waitFor();
    await assertFine(page, 'form', 'filled in');
    await page.close();
  });

  it('the settings, while teams are suggested', async () => {
    const { page } = await settings(toldSettings(({ jsonData }) => ({ jsonData: { ...jsonData, teams: [] } })));
    await page.getByTestId(config.lookForTeams).click();
    await page.getByTestId(config.suggestion('Payments')).waitFor();
    await tested(page, 'github', 'pagerduty');
    await assertFine(page, 'form', 'teams suggested');
    await page.close();
  });

  it('the settings, provisioned', async () => {
    const { page } = await settings(toldSettings(() => ({ readOnly: true })));
    await page.getByText('These settings are provisioned', { exact: true }).waitFor();
    await page.getByTestId(config.team(0, 'toggle')).click();
    await tested(page, 'github', 'pagerduty');
    await assertFine(page, 'form', 'provisioned');
    await page.close();
  });

  it('the settings, with what is wrong beside it', async () => {
    const { page } = await settings(
      toldSettings(({ jsonData }) => ({
        jsonData: {
          ...jsonData,
          githubUrl: 'github.example.com',
          organizations: ['acme/pay'],
          teams: [{ repositories: ['acme/pay'], rules: { tagPattern: '[' }, targets: { changeFailRate: 7 } }],
          rules: { hotfixPattern: '(' },
        },
      }))
    );
    await page.getByText('is not a valid pattern').first().waitFor();
    await tested(page, 'pagerduty');
    await assertFine(page, 'form', 'mistakes');
    await page.close();
  });

  it('the query editor, every kind of query', async () => {
    const { page } = await stage.open('/dashboards?theme=light', { beside: stage.readers });
    for (const queryType of queryTypes) {
      const saved = encodeURIComponent(JSON.stringify(plainQuery(queryType)));
      await travel(page, `/explore?theme=light&query=${saved}`);
      await page.getByTestId(query.sentence('A')).waitFor();
      // No panel draws any more: what is looked at is the editor.
      await untilAnswered(page);
      await page.getByTestId(query.examples('A')).click();
      await assertFine(page, '[data-testid="query-editor"]', queryType);
    }
    await page.close();
  });

  it('the query editor, with what is wrong and what is not known', async () => {
    const filters = {
      teams: ['wbe', '$team'],
      repositories: ['acme/web'],
      services: ['shop'],
      environments: ['prod'],
    };
    const saved = { ...plainQuery('metrics'), interval: 'week', windowDays: -1, comparison: 'date', filters };
    const { page } = await stage.open(`/explore?theme=light&query=${encodeURIComponent(JSON.stringify(saved))}`, {
      beside: stage.readers,
    });
    await page.getByText('must be a whole number of days').waitFor();
    await page.locator(`#${query.field('A', 'teams')}`).focus();
    await page.getByText('There is no team "wbe"').waitFor();
    await page.keyboard.press('Escape');
    await assertFine(page, '[data-testid="query-editor"]', 'mistakes');
    await page.close();
  });

  it('the annotation and the variable editor', async () => {
    const annotations = annotationTypes.map((queryType) => ['annotation', plainQuery(queryType)] as const);
    const variables = ['teams', 'repositories', 'workflows'].map((kind) => ['variable', { kind }] as const);
    const { page } = await stage.open('/dashboards?theme=light', { beside: stage.readers });
    for (const [kind, saved] of [...annotations, ...variables]) {
      const asked = encodeURIComponent(JSON.stringify(saved));
      await travel(page, `/editors/${kind}?theme=light&query=${asked}`);
      await page.getByTestId('support-editor').getByText('What', { exact: true }).waitFor();
      await assertFine(page, '[data-testid="support-editor"]', JSON.stringify(saved));
    }
    await page.close();
  });
});
