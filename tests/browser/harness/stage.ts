import { join } from 'node:path';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { startPreview } from '../../../preview/server';
import { simulatedUpstreams, Upstreams } from '../../../preview/upstreams';
import { launchBrowser } from './browser';

/** Everything a browser test stands on: simulators, preview, browser. */
export interface Stage {
  readonly url: string;
  readonly upstreams: Upstreams;
  /** The instant that the simulated history ends at, epoch milliseconds; pages start with this clock. */
  readonly now: number;
  readonly browser: Browser;
  /** A page of its own context: no storage shared with another test, unless it says beside which. */
  open(path: string, options?: OpenOptions): Promise<OpenedPage>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  /** The page of the same browser as another one: what that has read and kept is there. */
  readonly beside?: Pick<OpenedPage, 'context'>;
  /** Called before the page loads anything. */
  readonly watch?: (page: Page) => void;
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What must stay empty: console errors, uncaught errors, failed loads, requests that leave this machine. */
  readonly problems: readonly string[];
}

/** `npm start`'s organisation at a fixed instant, so that a test sees the same numbers every day. */
const fixedNow = Date.UTC(2026, 5, 30, 12);
const root = join(__dirname, '../../..');

/** Rejects when the plugin or the host is not built, or when no browser starts. */
export async function setStage(options: { readonly seed?: number; readonly now?: number } = {}): Promise<Stage> {
  const now = options.now ?? fixedNow;
  const upstreams = await simulatedUpstreams(options.seed ?? 1, now);
  const preview = await startPreview({ root, dataSource: upstreams.dataSource });
  const browser = await launchBrowser();
  return {
    url: preview.url,
    upstreams,
    now,
    browser,
    async open(path, { width = 1500, height = 1000, beside, watch: also } = {}) {
      const context = beside?.context ?? (await newContext(browser));
      const page = await context.newPage();
      await page.setViewportSize({ width, height });
      const problems = watch(page, preview.url);
      also?.(page);
      await page.clock.setSystemTime(now);
      await page.goto(`${preview.url}${path}`);
      return { page, context, problems };
    },
    async close() {
      await browser.close();
      await Promise.all([preview.close(), upstreams.close()]);
    },
  };
}

/** To another page of the preview, as by a link: nothing is loaded anew, and nothing of the page before stays. */
export async function travel(page: Page, path: string): Promise<void> {
  const nowhere = '/nowhere';
  for (const place of [nowhere, path]) {
    await page.evaluate((address) => {
      history.pushState({}, '', address);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    }, place);
    await page.getByText(`There is no page ${nowhere}`).waitFor({ state: place === nowhere ? 'visible' : 'detached' });
  }
}

/** A person's browser: storage that starts empty. */
export async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  await context.addInitScript(standStill);
  return context;
}

/** Runs in the page: a bar that moves while a panel loads has all of the page drawn anew sixty times a second. */
function standStill(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { animation: none !important; transition: none !important; }');
  document.adoptedStyleSheets.push(sheet);
}

function watch(page: Page, url: string): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url())) {
      problems.push(`request left this machine: ${request.url()}`);
    }
  });
  return problems;
}
