import { Page } from 'playwright-core';

const margin = 16;
const mostHeight = 16_000;

interface Window {
  readonly width: number;
  /** Enough for most; what is longer makes the window taller. CSS pixels. */
  readonly height: number;
}

/** Takes the page from its top to where its contents end, however long it is; `settled`: what comes into view then is drawn. */
export async function takeWholePage(
  page: Page,
  { width, height }: Window,
  path: string,
  settled: () => Promise<void>
): Promise<void> {
  const measured = async (tall: number) => {
    await page.setViewportSize({ width, height: tall });
    // What measures its room draws itself anew.
    await page.waitForTimeout(400);
    return Math.min(mostHeight, Math.ceil(await page.evaluate(endOfContents)) + margin);
  };
  let [tall, end] = [height, await measured(height)];
  for (let attempts = 0; end > tall && attempts < 3; attempts++) {
    tall = end;
    end = await measured(tall);
    await settled();
  }
  // What fills the window, however tall, never ends above its edge.
  const clip = { x: 0, y: 0, width, height: Math.min(end, tall) };
  await page.screenshot({ path, clip, animations: 'disabled' });
}

/** Runs in the page: where the last thing ends that is to be seen. Boxes that only fill the window do not count. */
function endOfContents(): number {
  window.scrollTo(0, 0);
  const leaves = [...document.querySelectorAll('main *')].filter(
    (element) => element.childElementCount === 0 || element.tagName === 'SECTION' || element.tagName === 'svg'
  );
  return leaves.reduce((end, element) => {
    const { bottom, width, height } = element.getBoundingClientRect();
    const position = getComputedStyle(element).position;
    return width > 0 && height > 1 && height < 2_500 && position !== 'fixed' ? Math.max(end, bottom) : end;
  }, 0);
}
