import { expect, test } from '@grafana/plugin-e2e';
import { simulated } from './simulated';

const five = [
  'Deployment frequency',
  'Change lead time',
  'Change fail rate',
  'Failed deployment recovery time',
  'Deployment rework rate',
];
const teams = ['Checkout', 'Storefront', 'Payments', 'Identity', 'Back Office'];

for (const { uid, name, team } of [
  { uid: 'dora-overview', name: 'DORA overview', team: '$__all' },
  { uid: 'dora-team-detail', name: 'Team detail', team: 'Checkout' },
]) {
  test.describe(`the dashboard ${name}`, () => {
    const queryParams = new URLSearchParams({ 'var-datasource': simulated.uid, 'var-team': team });

    test('opens with the five numbers', async ({ gotoDashboardPage }) => {
      const dashboard = await gotoDashboardPage({ uid, queryParams });
      for (const title of five) {
        const panel = dashboard.getPanelByTitle(title);
        await panel.scrollIntoView();
        await expect(panel.locator.first()).toContainText(/\d/, { timeout: 60_000 });
        await expect(panel.locator.first()).not.toContainText('No data');
        await expect(panel.getErrorIcon()).not.toBeVisible();
      }
    });

    test('can be imported from the data source too', async ({ request, readProvisionedDataSource }) => {
      const { type } = await readProvisionedDataSource({ fileName: simulated.fileName });
      const answer = await request.get(`/api/plugins/${type}/dashboards`);
      expect(answer.ok()).toBe(true);
      const bundled: unknown = await answer.json();
      expect(bundled).toEqual(expect.arrayContaining([expect.objectContaining({ title: name })]));
    });
  });
}

test('the overview has a row for every team, with a link to its detail', async ({ gotoDashboardPage, page }) => {
  const dashboard = await gotoDashboardPage({
    uid: 'dora-overview',
    queryParams: new URLSearchParams({ 'var-datasource': simulated.uid }),
  });
  const table = dashboard.getPanelByTitle('Teams');
  await table.scrollIntoView();
  for (const team of teams) {
    await expect(table.locator.first()).toContainText(team, { timeout: 60_000 });
  }
  await table.locator.getByRole('link', { name: 'Payments' }).first().click();
  await expect(page).toHaveURL(/\/d\/dora-team-detail.*var-team=Payments/);
});

test('the token reaches neither page nor storage', async ({ gotoDashboardPage, readProvisionedDataSource, page }) => {
  const { secureJsonData } = await readProvisionedDataSource<object, Record<string, string>>({
    fileName: simulated.fileName,
  });
  const seen: string[] = [];
  page.on('request', (request) => seen.push(JSON.stringify([request.url(), request.headers()])));
  page.on('console', (message) => seen.push(message.text()));
  const dashboard = await gotoDashboardPage({ uid: 'dora-overview' });
  await expect(dashboard.getPanelByTitle(five[0]).locator.first()).toContainText(/\d/, { timeout: 60_000 });
  seen.push(await page.content(), JSON.stringify(await page.context().storageState()));
  const secrets = Object.values(secureJsonData ?? {});
  expect(secrets).toHaveLength(2);
  expect(secrets.filter((secret) => seen.some((text) => text.includes(secret)))).toEqual([]);
});
