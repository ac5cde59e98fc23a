import { DataSourceInstanceSettings } from '@grafana/data';
import { createEngine, Engine, Progress } from '../engine';
import { Slices } from '../metrics';
import { DoraQuery, DoraSettings, githubScope, QueryContext, githubWebUrl } from '../query';
import { ConnectionReport, createMeter, createSlots, Source, systemClock } from '../sources';
import { createFeedSource } from '../sources/feed';
import { createGithubSource } from '../sources/github';
import { createPagerdutySource } from '../sources/pagerduty';
import { BrowserVault, whenLeft } from '../store';
import { Backend, createBackendClient } from './backendClient';
import { DoraJsonData } from './types';
import { vaultOf } from './vault';

/** The names that can be asked about, and who owns them. */
export interface KnownNames {
  readonly organization: {
    readonly teams: ReadonlyArray<{
      readonly name: string;
      readonly repositories: readonly string[];
      readonly services: ReadonlyArray<{ readonly name: string }>;
    }>;
    readonly repositories: readonly string[];
    readonly services: ReadonlyArray<{ readonly name: string }>;
  };
  readonly problems: Progress['problems'];
}

/** What the data source needs of an engine. */
export interface QueryEngine {
  run(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncIterable<Progress>;
  work<Result>(slices: Slices<Result>, signal: AbortSignal): Promise<Result>;
  directory(signal: AbortSignal): Promise<KnownNames>;
  test(signal: AbortSignal): Promise<readonly ConnectionReport[]>;
  /** Why nothing that is fetched can be kept in the browser, in a sentence; null: it can, or is not meant to. */
  storageTrouble(): string | null;
}

/**
 * Grafana lets a browser have five requests to data sources under way, whichever panels and data sources they are for. One
 * of them is left to the others, however many data sources of this kind there are.
 */
const slots = createSlots(4);

/**
 * The engine of each data source. Grafana makes another data source when its settings are saved, and tells the former one
 * nothing: what that reads behind its answers would go on beside the new one's. Nor does it tell any when the page is left.
 */
const latest = new Map<string, Held>();
whenLeft(() => latest.forEach((held) => held.letGo()));

/** Everything that was fetched hangs on it. */
class Held {
  private engine: Engine | null;

  constructor(
    engine: Engine,
    private readonly vault: BrowserVault
  ) {
    this.engine = engine;
  }

  /** Throws where the page was left: there is nobody who could ask. */
  get(): Engine {
    if (this.engine === null) {
      throw new Error('The page was left.');
    }
    return this.engine;
  }

  retire(): void {
    this.engine?.retire();
  }

  letGo(): void {
    this.retire();
    this.engine = null;
    this.vault.close();
  }
}

/** Makes the one engine of a data source: all its panels share what is fetched. */
export type MakeEngine = (
  settings: DoraSettings,
  instance: DataSourceInstanceSettings<DoraJsonData>,
  backend: () => Backend
) => QueryEngine;

export const makeEngine: MakeEngine = (settings, instance, backend) => {
  const client = createBackendClient({ proxyUrl: instance.url ?? '', feedUrl: settings.feedUrl, backend });
  const clock = systemClock;
  const meter = createMeter();
  const sources: Source[] = [];
  if (settings.githubEnabled) {
    sources.push(
      createGithubSource({ client, clock, slots, meter, ...githubScope(settings), webUrl: githubWebUrl(settings) })
    );
  }
  if (settings.pagerdutyEnabled) {
    sources.push(createPagerdutySource({ client, clock, slots, meter }));
  }
  if (settings.feedUrl !== '') {
    sources.push(createFeedSource({ client, clock, slots, meter }));
  }
  const vault = vaultOf({ pluginId: instance.type, uid: instance.uid, settings });
  const held = new Held(createEngine({ sources, settings, clock, sharedReach: true, vault, meter }), vault);
  const key = `${instance.type}/${instance.uid}`;
  latest.get(key)?.retire();
  latest.set(key, held);
  return {
    run: (query, context, signal) => held.get().run(query, context, signal),
    work: (slices, signal) => held.get().work(slices, signal),
    directory: (signal) => held.get().directory(signal),
    test: (signal) => held.get().test(signal),
    storageTrouble: () => vault.trouble(),
  };
};
