import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { annotationTypes } from '../../src/datasource/annotations';
import { selectors } from '../../src/editors/selectors';
import { plainQuery, queryTypes } from '../../src/query';
import { OpenedPage, OpenOptions, setStage, Stage, toldSettings, travel, violationsIn } from './harness';

const { config, query } = selectors;
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

describe('axe-core finds nothing wrong in what is painted', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage?.close());

  const settings = async (theme: Theme, watch?: OpenOptions['watch']): Promise<OpenedPage> => {
    const opened = await stage.open(`/datasource?theme=${theme}`, { height: 3000, ...(watch && { watch }) });
    await opened.page.getByRole('heading', { name: 'GitHub', exact: true }).waitFor();
    return opened;
  };
  /** Dark changes colours and nothing else. */
  const assertFine = async (page: Page, part: string, state: string) => {
    const rules = page.url().includes('theme=dark') ? ['color-contrast'] : null;
    assert.deepEqual(await violationsIn(page, part, rules), [], state);
  };

  it('and finds what is put there to be found', async () => {
    const { page, context } = await settings('light');
    await page.evaluate(() => {
      document
        .querySelector('form')
        ?.insertAdjacentHTML(
          'beforeend',
          '<p style="color: #999; background: #fff">Grey on white</p><button type="button"></button>'
        );
    });
    const found = (await violationsIn(page, 'form')).map((line) => line.split(':')[0]);
    assert.deepEqual(found.sort(), ['button-name', 'color-contrast']);
    await context.close();
  });

  for (const theme of themes) {
    it(`the settings, empty (${theme})`, async () => {
      const { page, context } = await settings(
        theme,
        toldSettings(() => ({ jsonData: { schemaVersion: 1 }, secureJsonFields: {} }))
      );
      await page.getByText('Set up in three steps').waitFor();
      await assertFine(page, 'form', 'empty');
      await context.close();
    });

    it(`the settings, filled in, everything open (${theme})`, async () => {
      const { page, context } = await settings(theme);
      await page.getByTestId(config.connection('github')).getByText('visible').first().waitFor();
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
      await context.close();
    });

    it(`the settings, while teams are suggested (${theme})`, async () => {
      const { page, context } = await settings(
        theme,
        toldSettings(({ jsonData }) => ({ jsonData: { ...jsonData, teams: [] } }))
      );
      await page.getByTestId(config.lookForTeams).click();
      await page.getByTestId(config.suggestion('Payments')).waitFor();
      await assertFine(page, 'form', 'teams suggested');
      await context.close();
    });

    it(`the settings, provisioned (${theme})`, async () => {
      const { page, context } = await settings(
        theme,
        toldSettings(() => ({ readOnly: true }))
      );
      await page.getByText('These settings are provisioned', { exact: true }).waitFor();
      await page.getByTestId(config.team(0, 'toggle')).click();
      await assertFine(page, 'form', 'provisioned');
      await context.close();
    });

    it(`the settings, with what is wrong beside it (${theme})`, async () => {
      const { page, context } = await settings(
        theme,
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
      await assertFine(page, 'form', 'mistakes');
      await context.close();
    });

    // All that has a colour is in these three.
    const kinds = theme === 'light' ? queryTypes : (['metrics', 'items', 'quality'] as const);
    it(`the query editor, ${theme === 'light' ? 'every kind' : 'some kinds'} of query (${theme})`, async () => {
      const { page, context } = await stage.open(`/dashboards?theme=${theme}`);
      for (const queryType of kinds) {
        const saved = encodeURIComponent(JSON.stringify(plainQuery(queryType)));
        await travel(page, `/explore?theme=${theme}&query=${saved}`);
        await page.getByTestId(query.sentence('A')).waitFor();
        await page.getByTestId(query.examples('A')).click();
        await assertFine(page, '[data-testid="query-editor"]', queryType);
      }
      await context.close();
    });

    it(`the query editor, with what is wrong and what is not known (${theme})`, async () => {
      const filters = {
        teams: ['wbe', '$team'],
        repositories: ['acme/web'],
        services: ['shop'],
        environments: ['prod'],
      };
      const saved = { ...plainQuery('metrics'), interval: 'week', windowDays: -1, comparison: 'date', filters };
      const { page, context } = await stage.open(
        `/explore?theme=${theme}&query=${encodeURIComponent(JSON.stringify(saved))}`
      );
      await page.getByText('must be a whole number of days').waitFor();
      await page.locator(`#${query.field('A', 'teams')}`).focus();
      await page.getByText('There is no team "wbe"').waitFor();
      await page.keyboard.press('Escape');
      await assertFine(page, '[data-testid="query-editor"]', 'mistakes');
      await context.close();
    });

    it(`the annotation and the variable editor (${theme})`, async () => {
      const annotations = annotationTypes.map((queryType) => ['annotation', plainQuery(queryType)] as const);
      const variables = ['teams', 'repositories', 'workflows'].map((kind) => ['variable', { kind }] as const);
      const { page, context } = await stage.open(`/dashboards?theme=${theme}`);
      for (const [kind, saved] of [...annotations, ...variables]) {
        const asked = encodeURIComponent(JSON.stringify(saved));
        await travel(page, `/editors/${kind}?theme=${theme}&query=${asked}`);
        await page.getByTestId('support-editor').getByText('What', { exact: true }).waitFor();
        await assertFine(page, '[data-testid="support-editor"]', JSON.stringify(saved));
      }
      await context.close();
    });
  }
});
