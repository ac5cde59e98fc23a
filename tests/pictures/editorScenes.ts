import { Page } from 'playwright-core';
import { annotationTypes } from '../../src/datasource/annotations';
import { nameKinds } from '../../src/datasource/types';
import { selectors } from '../../src/editors/selectors';
import { defaultQuery, plainQuery, queryTypes } from '../../src/query';
import { setFaults, Stage, toldSettings } from '../browser/harness';
import { Scene } from './scene';

const { config, query } = selectors;
const patience = { timeout: 90_000 };

/** Every editor, the configuration page in each of its states. Lists come from the code: what is added is there too. */
export function editorScenes(): readonly Scene[] {
  return [...settingsScenes, ...queryScenes(), ...annotationScenes(), ...variableScenes()];
}

const drawn = (page: Page) => page.waitForTimeout(200);

async function settingsShown(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'GitHub', exact: true }).waitFor();
}

async function connectionsTested(page: Page): Promise<void> {
  await settingsShown(page);
  await page.getByTestId(config.connection('pagerduty')).getByText('Test again').waitFor(patience);
  await page.getByTestId(config.connection('github')).getByText('Test again').waitFor(patience);
}

const settings = (name: string, rest: Pick<Scene, 'watch' | 'ready'>): Scene => ({
  group: 'Settings',
  name: `settings-${name}`,
  path: '/datasource',
  height: 3_000,
  settled: drawn,
  ...rest,
});

const settingsScenes: readonly Scene[] = [
  settings('empty', {
    watch: toldSettings(() => ({ jsonData: { schemaVersion: 1 }, secureJsonFields: {} })),
    ready: settingsShown,
  }),
  settings('full', {
    ready: async (page) => {
      await connectionsTested(page);
      await page.getByTestId(config.team(0, 'toggle')).click();
      await page
        .getByText(/^Rules of its own/)
        .first()
        .click();
      await page.getByTestId(config.experiment(0, 'toggle')).click();
      await page.getByTestId(config.addOverride).click();
    },
  }),
  settings('provisioned', {
    watch: toldSettings(() => ({ readOnly: true })),
    ready: async (page) => {
      await connectionsTested(page);
      await page.getByTestId(config.team(0, 'toggle')).click();
      await page.getByTestId(config.experiment(0, 'toggle')).click();
    },
  }),
  settings('mistakes', {
    watch: toldSettings(({ jsonData }) => ({
      jsonData: {
        ...jsonData,
        githubUrl: 'github.example.com',
        organizations: ['acme/pay'],
        teams: [{ repositories: ['acme/pay'], rules: { tagPattern: '[' }, targets: { changeFailRate: 7 } }],
        experiments: [{ name: 'Pairing', start: 'soon', teams: ['Web'], washoutDays: -1 }],
        rules: { hotfixPattern: '(' },
      },
    })),
    ready: settingsShown,
  }),
  settings('tried', {
    watch: toldSettings(({ jsonData }) => ({ jsonData: { ...jsonData, teams: [], experiments: [] } })),
    ready: async (page) => {
      await connectionsTested(page);
      await page.getByTestId(config.lookForTeams).click();
      await page.getByTestId(config.suggestion('Payments')).waitFor(patience);
      await page.locator(`#${config.field('previewRepository')}`).fill('acme/checkout-api');
      await page.keyboard.press('Tab');
      await page.getByTestId(config.preview).getByText('does not match prod|live').first().waitFor(patience);
      await page.getByTestId(config.exportSettings).click();
      await page.locator(`#${config.field('imported')}`).fill('organizations: [other]\npagerdutyRegion: mars');
      await page.getByTestId(config.readImport).click();
      await page.getByText('differ from what is entered here').waitFor();
    },
  }),
];

function queryScenes(): readonly Scene[] {
  const scene = (name: string, saved: object, rest: Partial<Scene> = {}): Scene => ({
    group: 'Queries',
    name: `query-${name}`,
    path: `/explore?query=${encodeURIComponent(JSON.stringify(saved))}`,
    height: 1_000,
    ready: answered,
    settled: drawn,
    ...rest,
  });
  const filters = { teams: ['wbe'], repositories: [], services: [], environments: [] };
  return [
    scene('new', defaultQuery()),
    ...queryTypes.map((queryType) => scene(queryType, plainQuery(queryType))),
    scene('examples', defaultQuery(), {
      ready: async (page) => {
        await answered(page);
        await page.getByTestId(query.examples('A')).click();
      },
    }),
    scene(
      'mistakes',
      { ...plainQuery('metrics'), interval: 'week', windowDays: -1, comparison: 'date', filters },
      {
        ready: async (page) => {
          await page.getByText('must be a whole number of days').waitFor();
          await page.locator(`#${query.field('A', 'teams')}`).focus();
          await page.getByText('There is no team "wbe"').waitFor();
          await page.keyboard.press('Escape');
          await page.locator(`#${query.field('A', 'teams')}`).blur();
        },
      }
    ),
    scene('failed', plainQuery('deployments'), { before: githubRefuses }),
  ];
}

const githubRefuses = (stage: Stage) =>
  setFaults(stage.upstreams.settings.githubUrl, [
    { kind: 'status', status: 401, body: { message: 'Bad credentials' } },
  ]);

async function answered(page: Page): Promise<void> {
  await page.getByTestId(query.sentence('A')).waitFor();
  await page.waitForFunction(
    () =>
      ['Done', 'Error'].includes(
        document.querySelector('[data-testid="panel-state"]')?.getAttribute('data-state') ?? ''
      ),
    undefined,
    patience
  );
}

async function supportShown(page: Page): Promise<void> {
  await page.getByTestId('support-editor').getByText('What', { exact: true }).waitFor();
}

function annotationScenes(): readonly Scene[] {
  return annotationTypes.map((queryType) => ({
    group: 'Annotations',
    name: `annotation-${queryType}`,
    path: `/editors/annotation?query=${encodeURIComponent(JSON.stringify(plainQuery(queryType)))}`,
    height: 1_000,
    ready: supportShown,
    settled: drawn,
  }));
}

function variableScenes(): readonly Scene[] {
  return nameKinds.map((kind) => ({
    group: 'Variables',
    name: `variable-${kind}`,
    path: `/editors/variable?query=${encodeURIComponent(JSON.stringify({ kind }))}`,
    height: 1_000,
    ready: supportShown,
    settled: drawn,
  }));
}
