import { Locator } from 'playwright-core';
import { OpenedPage, OpenOptions, Stage } from './stage';

/** A dashboard as a test reads it. */
export interface DashboardView extends OpenedPage {
  /** The panel of a title; `nth` where several share it. */
  panel(title: string, nth?: number): Locator;
  /** The number of a stat panel as it is shown, unit included: `4.5 hours`. */
  statValue(title: string, nth?: number): Promise<string>;
  /** The header and rows of a table panel as shown. Only rows that are in view are drawn. */
  table(title: string, nth?: number): Promise<ReadonlyArray<readonly string[]>>;
  /** The texts of a panel's notices. */
  notices(title: string, nth?: number): Promise<readonly string[]>;
  /** Chooses a value of a variable by its label and waits for the panels. */
  choose(label: string, value: string): Promise<void>;
  /** Waits until every panel has its last packet. */
  settled(): Promise<void>;
}

export interface DashboardOptions {
  readonly variables?: Readonly<Record<string, string | readonly string[]>>;
  /** As in Grafana's address: `now-90d`, or epoch milliseconds. */
  readonly from?: string;
  readonly to?: string;
  readonly theme?: 'light' | 'dark';
  readonly watch?: OpenOptions['watch'];
  readonly beside?: OpenOptions['beside'];
}

const patience = 180_000;

/** Opens a dashboard and waits for its panels. */
export async function openDashboard(stage: Stage, uid: string, options: DashboardOptions = {}): Promise<DashboardView> {
  const query = new URLSearchParams({ theme: options.theme ?? 'dark', timezone: 'utc' });
  for (const [name, value] of Object.entries(options.variables ?? {})) {
    [value].flat().forEach((one) => query.append(`var-${name}`, one));
  }
  if (options.from !== undefined) {
    query.set('from', options.from);
  }
  if (options.to !== undefined) {
    query.set('to', options.to);
  }
  // Tall enough that no panel waits to be scrolled to.
  const { watch, beside } = options;
  const opened = await stage.open(`/d/${uid}?${query.toString()}`, { height: 4500, watch, beside });
  const view = dashboardView(opened);
  await view.settled();
  return view;
}

function dashboardView(opened: OpenedPage): DashboardView {
  const { page } = opened;
  const panel = (title: string, nth = 0) => page.getByTestId(`data-testid Panel header ${title}`).nth(nth);
  const settled = async () => {
    await page.getByTestId('panel-state').first().waitFor({ state: 'attached', timeout: patience });
    await page.evaluate(() => document.body.setAttribute('data-calm', '0'));
    await page.waitForFunction(panelsAreDone, undefined, { timeout: patience, polling: 100 }).catch(async () => {
      throw new Error(`After ${patience / 1000} s these panels are not done: ${await page.evaluate(panelsAtWork)}`);
    });
  };
  return {
    ...opened,
    panel,
    settled,
    async statValue(title, nth) {
      // BigValue draws number and suffix apart and names both in one place for screen readers and titles.
      const value = panel(title, nth).locator('[data-testid="data-testid panel content"]').first();
      const text = await value.innerText();
      const [first = '', second = ''] = text.split('\n').filter((line) => line.trim() !== '');
      return /%$/.test(second) || second === '' ? first.trim() : `${first.trim()} ${second.trim()}`;
    },
    async table(title, nth) {
      const rows = await panel(title, nth).getByRole('row').all();
      return Promise.all(
        rows.map(async (row) => {
          const cells = await row.locator('[role="columnheader"], [role="gridcell"]').allInnerTexts();
          return cells.map((cell) => cell.trim());
        })
      );
    },
    async notices(title, nth) {
      const icons = await panel(title, nth).locator('[data-testid^="panel-notice-"]').all();
      const labels = await Promise.all(icons.map((icon) => icon.getAttribute('aria-label')));
      return labels.map((label) => label ?? '');
    },
    async choose(label, value) {
      await page.getByLabel(label, { exact: true }).click();
      await page.getByRole('option', { name: value, exact: true }).click();
      // Several values are taken over when the focus leaves.
      await page.keyboard.press('Tab');
      await settled();
    },
  };
}

/** Runs in the page. For half a second, because a change of a variable starts the panels a moment later. */
function panelsAreDone(): boolean {
  const states = [...document.querySelectorAll('[data-testid="panel-state"]')].map((one) =>
    one.getAttribute('data-state')
  );
  const done = states.length > 0 && states.every((state) => state === 'Done' || state === 'Error');
  const calm = Number(document.body.dataset.calm ?? '0');
  document.body.dataset.calm = String(done ? calm + 1 : 0);
  return done && calm >= 5;
}

/** Runs in the page. */
function panelsAtWork(): string {
  return [...document.querySelectorAll('[data-testid="panel-state"]')]
    .filter((one) => !['Done', 'Error'].includes(one.getAttribute('data-state') ?? ''))
    .map((one) => `${one.closest('section')?.innerText.split('\n')[0] ?? '?'} (${one.getAttribute('data-state')})`)
    .join(', ');
}
