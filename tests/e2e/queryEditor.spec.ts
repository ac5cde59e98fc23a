import { expect, test } from '@grafana/plugin-e2e';
import { selectors } from '../../src/editors/selectors';
import { simulated } from './simulated';

const field = (name: string) => `#${selectors.query.field('A', name)}`;

test.describe('the query editor', () => {
  test.beforeEach(async ({ panelEditPage, readProvisionedDataSource }) => {
    const { name } = await readProvisionedDataSource({ fileName: simulated.fileName });
    await panelEditPage.datasource.set(name);
    await panelEditPage.timeRange.set({ from: 'now-90d', to: 'now' });
  });

  test('starts with a query that shows something at once', async ({ panelEditPage, page }) => {
    await panelEditPage.setVisualization('Table');
    await expect(page.getByTestId(selectors.query.sentence('A'))).toContainText(/rolling 90|90 days/i);
    await expect(panelEditPage.panel.data.first()).not.toBeEmpty({ timeout: 60_000 });
    await expect(panelEditPage.panel.getErrorIcon()).not.toBeVisible();
  });

  test('builds a list of deployments by keyboard', async ({ panelEditPage, page }) => {
    await panelEditPage.setVisualization('Table');
    const queryType = panelEditPage.getQueryEditorRow('A').locator(field('queryType'));
    await queryType.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('Deployments');
    await page.keyboard.press('Enter');
    await expect(panelEditPage.panel.fieldNames).toContainText(['Finished', 'Repository', 'Environment'], {
      timeout: 60_000,
    });
    await expect(panelEditPage.panel.data.first()).not.toBeEmpty();
  });

  test('offers the names that exist as filters', async ({ panelEditPage, page }) => {
    const teams = panelEditPage.getQueryEditorRow('A').locator(field('teams'));
    await teams.click();
    await expect(page.getByRole('option', { name: 'Checkout' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('option', { name: 'Checkout' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId(selectors.query.sentence('A'))).toContainText('Checkout');
  });
});
