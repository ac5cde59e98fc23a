import { Page } from 'playwright-core';

/** By the preview's button, without a pointer or the focus: what is open stays open. A dashboard is made anew. */
export async function changeTheme(page: Page, theme: 'Light' | 'Dark'): Promise<void> {
  await page.getByRole('button', { name: `${theme} theme` }).evaluate((button: HTMLElement) => button.click());
  await page.waitForURL(new RegExp(`theme=${theme.toLowerCase()}`));
}
