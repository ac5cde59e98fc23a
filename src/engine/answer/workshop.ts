import { deliveriesOf, Delivery, DeliveryMemory, newDeliveryMemory, Slices, withChoices } from '../../metrics';
import { Organization, RuleChoices } from '../../query';
import { Analysed, Analyst } from '../analyst';
import { lookback } from '../needs';
import { selectIncidents } from '../selection';
import { Belonger } from './belonging';
import { ObservedSeries } from './observedSeries';
import { withinReach } from './reach';
import { Situation } from './situation';

/**
 * What has been worked out about one organization, for all panels. Everything is kept per repository: what a report or a
 * choice does not touch is not worked out again.
 */
export class Workshop {
  readonly belonger: Belonger;
  readonly series: ObservedSeries;
  private readonly analyst = new Analyst();
  private readonly memory: DeliveryMemory = newDeliveryMemory();
  private readonly cut = new WeakMap<Delivery, Map<string, Delivery>>();

  constructor(organization: Organization) {
    this.belonger = new Belonger(organization);
    this.series = new ObservedSeries(this.belonger);
  }

  analyses({ snapshot, territory, spanOf }: Situation): Slices<readonly Analysed[]> {
    return this.analyst.analyse(snapshot, territory, spanOf);
  }

  /**
   * What was delivered, in parts: one delivery of each repository, and last one that holds the incidents of all. A part in
   * which nothing has changed is the same object as before. Only what happened in `environments`, compared without
   * regard to case; empty: all.
   */
  *deliveries(
    situation: Situation,
    choices: RuleChoices,
    environments: readonly string[]
  ): Slices<readonly Delivery[]> {
    const { territory, since, snapshot } = situation;
    const analysed = yield* this.analyses(situation);
    const incidents = selectIncidents(snapshot.incidents, territory, since - lookback);
    const { repositories, incidents: facts } = yield* deliveriesOf(
      analysed.map(({ analysis }) => analysis),
      incidents,
      withChoices(territory.ownership, choices),
      this.memory
    );
    const wanted = [...new Set(environments.map((name) => name.toLowerCase()))].sort();
    const parts: Delivery[] = [];
    for (const delivery of repositories) {
      parts.push(this.cutDown(delivery, wanted, situation));
      yield;
    }
    return [...parts, inEnvironments({ deployments: [], changes: [], incidents: facts }, wanted)];
  }

  private cutDown(delivery: Delivery, environments: readonly string[], { territory }: Situation): Delivery {
    const known = this.cut.get(delivery) ?? new Map<string, Delivery>();
    this.cut.set(delivery, known);
    const key = JSON.stringify(environments);
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const part = inEnvironments(withinReach(delivery, territory), environments);
    known.set(key, part);
    return part;
  }
}

/** Compared without regard to case; names with `!` in front are left out. Of none named, all. */
export function environmentTest(environments: readonly string[]): (environment: string) => boolean {
  const names = environments.map((name) => name.toLowerCase());
  const leftOut = new Set(names.filter((name) => name.startsWith('!')).map((name) => name.slice(1)));
  const wanted = new Set(names.filter((name) => !name.startsWith('!')));
  return (environment) =>
    (wanted.size === 0 || wanted.has(environment.toLowerCase())) && !leftOut.has(environment.toLowerCase());
}

function inEnvironments(delivery: Delivery, environments: readonly string[]): Delivery {
  if (environments.length === 0) {
    return delivery;
  }
  const isWanted = environmentTest(environments);
  return {
    deployments: delivery.deployments.filter(({ deployment }) => isWanted(deployment.environment)),
    changes: delivery.changes.filter(({ deployment }) => deployment === null || isWanted(deployment.environment)),
    incidents: delivery.incidents.filter(({ link }) => link === null || isWanted(link.deployment.environment)),
  };
}
