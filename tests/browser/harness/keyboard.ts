import assert from 'node:assert/strict';
import { Page } from 'playwright-core';

/** Presses Tab until the focus is on the element with this id or test id: whoever has only a keyboard gets there so. */
export async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate((name) => {
      const focused = document.activeElement;
      return focused?.id === name || focused?.getAttribute('data-testid') === name;
    }, wanted);
    if (isThere) {
      return;
    }
  }
  assert.fail(`Tab does not lead to ${wanted}`);
}
