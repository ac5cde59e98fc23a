import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Page } from 'playwright-core';
import { setFaults, Stage } from '../browser/harness';
import { Scene } from './scene';

const patience = 120_000;

/** Every bundled dashboard: full, empty, while it is read, and where nothing answers. */
export async function dashboardScenes(root: string): Promise<readonly Scene[]> {
  const folder = join(root, 'src/dashboards');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const dashboards = await Promise.all(
    files.map(async (file) => {
      const { uid }: { readonly uid: string } = JSON.parse(await readFile(join(folder, file), 'utf8'));
      return { uid, name: file.replace(/\.json$/, '') };
    })
  );
  return dashboards.flatMap(({ uid, name }) => states.map((state) => sceneOf(uid, name, state)));
}

interface State extends Pick<Scene, 'before' | 'ready'> {
  readonly name: 'full' | 'empty' | 'partial' | 'failed';
  /** Of the time range, where it is not the dashboard's own. */
  readonly range?: readonly [from: number, to: number];
}

const bothRefuse = async ({ upstreams: { settings } }: Stage) => {
  await setFaults(settings.githubUrl, [{ kind: 'html', status: 503 }]);
  await setFaults(settings.pagerdutyUrl, [{ kind: 'html', status: 503 }]);
};

const states: readonly State[] = [
  { name: 'full', ready: settled },
  { name: 'empty', range: [Date.UTC(2025, 1, 1), Date.UTC(2025, 2, 1)], ready: settled },
  {
    name: 'partial',
    before: ({ upstreams }) => setFaults(upstreams.settings.githubUrl, [{ kind: 'slow', delay: 4_000 }]),
    ready: async (page) => {
      await page.locator('[data-testid^="panel-notice-"][aria-label*="Reading:"]').first().waitFor({
        state: 'attached',
        timeout: patience,
      });
    },
  },
  { name: 'failed', before: bothRefuse, ready: settled },
];

function sceneOf(uid: string, name: string, { name: state, range, before, ready }: State): Scene {
  const query = new URLSearchParams({ timezone: 'utc' });
  if (range !== undefined) {
    query.set('from', String(range[0]));
    query.set('to', String(range[1]));
  }
  return {
    group: 'Dashboards',
    name: `dashboard-${name}-${state}`,
    path: `/d/${uid}?${query.toString()}`,
    ready,
    height: 3_000,
    settled: ready,
    ...(before && { before }),
  };
}

/** Every panel has its last packet, for half a second. */
async function settled(page: Page): Promise<void> {
  await page.getByTestId('panel-state').first().waitFor({ state: 'attached', timeout: patience });
  await page.evaluate(() => document.body.setAttribute('data-calm', '0'));
  await page.waitForFunction(
    () => {
      const panels = [...document.querySelectorAll('[data-testid="panel-state"]')];
      const done = panels.every((one) => ['Done', 'Error'].includes(one.getAttribute('data-state') ?? ''));
      const calm = Number(document.body.dataset.calm ?? '0');
      document.body.dataset.calm = String(done ? calm + 1 : 0);
      return done && calm >= 5;
    },
    undefined,
    { timeout: patience, polling: 100 }
  );
}
