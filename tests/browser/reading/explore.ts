import { Page } from 'playwright-core';
import { OpenedPage } from '../harness';
import { SharedStage } from './sharedStage';

/** Explore with this query, in the readers' browser. */
export async function openExplore(stage: SharedStage, query: object): Promise<OpenedPage> {
  const opened = await stage.open(`/explore?query=${encodeURIComponent(JSON.stringify(query))}`, {
    beside: stage.readers,
  });
  await opened.page.getByTestId('query-editor').waitFor();
  return opened;
}

/** Until its panel has the last packet. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[data-testid="panel-state"]')?.getAttribute('data-state') === 'Done',
    undefined,
    { timeout: 60_000 }
  );
}
