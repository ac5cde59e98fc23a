import { createEngine, Engine } from '../../src/engine';
import { DoraSettings, githubScope, githubWebUrl } from '../../src/query';
import { createMeter, createSlots, Source } from '../../src/sources';
import { createGithubSource } from '../../src/sources/github';
import { createPagerdutySource } from '../../src/sources/pagerduty';
import type { Vault } from '../../src/store';
import { SimulatedClient } from './client';
import { SimulatedClock } from './clock';

export interface SimulatedEngineOptions {
  readonly client: SimulatedClient['client'];
  readonly clock: SimulatedClock;
  readonly settings: DoraSettings;
  readonly vault?: Vault;
  /** Least simulated time between two partial answers, milliseconds; default: the engine's. */
  readonly patience?: number;
  /** Is what other panels will need read behind an answer? Default: yes, as the data source does. */
  readonly sharedReach?: boolean;
  /** Stands between the engine and a source, for whoever wants to see what is asked. */
  readonly around?: (source: Source) => Source;
}

/** Measured is all that is read behind: somebody keeps looking. */
const readsBehindFor = Number.POSITIVE_INFINITY;

/** Calls of all sources together, as in a page of Grafana. */
const atOnce = 4;

/** The engine as the data source makes it, over the simulators in process. */
export function simulatedEngine(options: SimulatedEngineOptions): Engine {
  const { client, clock, settings, vault, patience, sharedReach = true, around = (source) => source } = options;
  const sources: Source[] = [];
  const [meter, slots] = [createMeter(), createSlots(atOnce)];
  if (settings.githubEnabled) {
    sources.push(
      createGithubSource({ client, clock, meter, slots, ...githubScope(settings), webUrl: githubWebUrl(settings) })
    );
  }
  if (settings.pagerdutyEnabled) {
    sources.push(createPagerdutySource({ client, clock, meter, slots }));
  }
  return createEngine({
    sources: sources.map(around),
    settings,
    clock,
    sharedReach,
    vault,
    patience,
    meter,
    pause: (milliseconds) => clock.sleep(milliseconds),
    readsBehindFor,
  });
}
