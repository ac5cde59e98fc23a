import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNodeClient } from '../../../cli/nodeClient';
import { createEngine, Progress } from '../../../src/engine';
import { DoraQuery, githubScope, migrateQuery } from '../../../src/query';
import { createGithubSource } from '../../../src/sources/github';
import { createPagerdutySource } from '../../../src/sources/pagerduty';
import { systemClock } from '../../../src/sources/transport';
import { Stage } from './stage';

/** Epoch milliseconds, [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What the engine says, asked in Node over the same simulators: no Grafana, no browser, no proxy in between. */
export interface Reference {
  /** The complete answer to the first query of a bundled dashboard's panel; `nth` where several share the title. */
  panel(uid: string, title: string, range: Range, teams: readonly string[], nth?: number): Promise<Progress>;
}

const folder = join(__dirname, '../../../dist/dashboards');
const files: Readonly<Record<string, string>> = {
  'dora-overview': 'dora-overview.json',
  'dora-team-detail': 'team-detail.json',
};

export function referenceOf({ upstreams: { settings, env }, now }: Stage): Reference {
  const client = createNodeClient(settings, {
    github: env.GITHUB_TOKEN ?? '',
    pagerduty: env.PAGERDUTY_TOKEN ?? '',
    feed: '',
  });
  const clock = { ...systemClock, now: () => now };
  const engine = createEngine({
    sources: [
      createGithubSource({ client, clock, ...githubScope(settings), webUrl: settings.githubUrl }),
      createPagerdutySource({ client, clock }),
    ],
    settings,
    clock,
    sharedReach: true,
  });
  return {
    async panel(uid, title, range, teams, nth = 0) {
      const query = await queryOf(uid, title, nth);
      const asked = { ...query, filters: { ...query.filters, teams } };
      const context = { ...range, timeZone: 'UTC', now };
      let last: Progress | null = null;
      for await (const progress of engine.run(asked, context, new AbortController().signal)) {
        last = progress;
      }
      if (last === null || !last.complete) {
        throw new Error(`The engine gave no complete answer to "${title}".`);
      }
      return last;
    },
  };
}

interface PanelJson {
  readonly title?: string;
  readonly targets?: readonly object[];
  readonly panels?: readonly PanelJson[];
}

async function queryOf(uid: string, title: string, nth: number): Promise<DoraQuery> {
  const dashboard: { readonly panels: readonly PanelJson[] } = JSON.parse(
    await readFile(join(folder, files[uid]), 'utf8')
  );
  const all = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  const found = all.filter((panel) => panel.title === title && panel.targets !== undefined)[nth];
  const target = found?.targets?.[0];
  if (target === undefined) {
    throw new Error(`The dashboard ${uid} has no panel "${title}" (${nth}) with a query.`);
  }
  return migrateQuery(target);
}
