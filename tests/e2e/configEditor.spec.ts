import { expect, test } from '@grafana/plugin-e2e';
import { selectors } from '../../src/editors/selectors';
import { createBroken, simulated } from './simulated';

const field = selectors.config.field;

test.describe('the config editor', () => {
  test('reports each connection separately', async ({ gotoDataSourceConfigPage, page, selectors: grafana }) => {
    const configPage = await gotoDataSourceConfigPage(simulated.uid);
    await configPage.getByGrafanaSelector(grafana.pages.DataSource.saveAndTest).click();
    await expect(configPage).toHaveAlert('success', { hasText: /GitHub: .*12 repositories visible/, timeout: 30_000 });
    await expect(configPage).toHaveAlert('success', { hasText: /PagerDuty: .*8 services/ });
    await expect(page.getByText('at Object.')).toHaveCount(0);
  });

  test('shows what is provisioned, but never a token', async ({
    gotoDataSourceConfigPage,
    readProvisionedDataSource,
    page,
  }) => {
    const { secureJsonData } = await readProvisionedDataSource<object, Record<string, string>>({
      fileName: simulated.fileName,
    });
    await gotoDataSourceConfigPage(simulated.uid);
    await expect(page.locator('section', { has: page.locator(`#${field('organizations')}`) })).toContainText('acme');
    await expect(page.getByTestId(selectors.config.team(0, 'toggle'))).toContainText('Checkout');
    const shown = await page.content();
    for (const secret of Object.values(secureJsonData ?? {})) {
      expect(shown).not.toContain(secret);
    }
  });

  for (const [secret, sentence, other] of [
    ['githubToken', /GitHub refused the token: it is wrong, expired or revoked/, /PagerDuty: .*8 services/],
    ['pagerdutyToken', /PagerDuty: .*(key|token)/i, /GitHub: .*12 repositories visible/],
  ] as const) {
    test(`says what is wrong with the ${secret} in a sentence, and that the other one works`, async ({
      gotoDataSourceConfigPage,
      readProvisionedDataSource,
      request,
      selectors: grafana,
    }) => {
      const provisioned = await readProvisionedDataSource({ fileName: simulated.fileName });
      const broken = await createBroken(request, provisioned, { [secret]: 'not-the-token' });
      try {
        const configPage = await gotoDataSourceConfigPage(broken.uid);
        await configPage.getByGrafanaSelector(grafana.pages.DataSource.saveAndTest).click();
        await expect(configPage).toHaveAlert('error', { hasText: sentence, timeout: 30_000 });
        await expect(configPage).toHaveAlert('error', { hasText: other });
      } finally {
        await broken.remove();
      }
    });
  }

  test('says so when there is nothing to connect to', async ({
    createDataSourceConfigPage,
    readProvisionedDataSource,
    page,
    selectors: grafana,
  }) => {
    const { type } = await readProvisionedDataSource({ fileName: simulated.fileName });
    const configPage = await createDataSourceConfigPage({ type });
    await page.locator(`#${field('githubEnabled')}`).uncheck({ force: true });
    await page.locator(`#${field('pagerdutyEnabled')}`).uncheck({ force: true });
    await configPage.getByGrafanaSelector(grafana.pages.DataSource.saveAndTest).click();
    await expect(configPage).toHaveAlert('error', { hasText: 'There is nothing to connect to.' });
  });

  test('has no accessibility violations of its own', async ({
    gotoDataSourceConfigPage,
    scanForA11yViolations,
    page,
  }) => {
    await gotoDataSourceConfigPage(simulated.uid);
    await expect(page.locator(`#${field('organizations')}`)).toBeVisible();
    const report = await scanForA11yViolations({ include: `section:has(#${field('organizations')})` });
    expect(report).toHaveNoA11yViolations();
  });
});
