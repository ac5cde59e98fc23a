import { Page } from 'playwright-core';

/** Where the preview keeps the settings of its one data source, as Grafana would. */
export const settingsAddress = '/api/datasources/uid/preview';

/** What a page may know of a data source. */
export interface SavedSettings {
  readonly jsonData: object;
  readonly secureJsonFields: object;
  readonly readOnly: boolean;
}

/** Before a page loads anything: it is told these settings instead of what is saved. */
export function toldSettings(change: (saved: SavedSettings) => Partial<SavedSettings>): (page: Page) => void {
  return (page) =>
    void page.route(`**${settingsAddress}`, async (route) => {
      const response = await route.fetch();
      const saved: SavedSettings = await response.json();
      await route.fulfill({ response, json: { ...saved, ...change(saved) } });
    });
}
