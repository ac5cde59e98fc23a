import { Aside } from '../../events';
import {
  deliveriesOf,
  Delivery,
  DeliveryMemory,
  IncidentFact,
  newDeliveryMemory,
  Slices,
  withChoices,
} from '../../metrics';
import { Filters, Organization, RuleChoices } from '../../query';
import { Analysed, Analyst } from '../analyst';
import { lookback } from '../needs';
import { selectIncidents } from '../selection';
import { askedFor } from './askedFor';
import { Belonger } from './belonging';
import { ObservedSeries } from './observedSeries';
import { withinReach } from './reach';
import { Situation } from './situation';

export interface Delivered {
  /** One of each repository, and last one that holds the incidents of all. */
  readonly parts: readonly Delivery[];
  /** Incidents of what is asked about that the filters leave out for what they are laid to. */
  readonly elsewhere: readonly IncidentFact[];
}

/**
 * What has been worked out about one organization, for all panels. Everything is kept per repository: what a report or a
 * choice does not touch is not worked out again.
 */
export class Workshop {
  readonly belonger: Belonger;
  readonly series: ObservedSeries;
  private readonly analyst = new Analyst();
  private readonly memory: DeliveryMemory = newDeliveryMemory();
  private readonly cut = new Aside<Delivery, Map<string, Delivery>>();

  constructor(organization: Organization) {
    this.belonger = new Belonger(organization);
    this.series = new ObservedSeries(this.belonger);
  }

  /** Of every repository that is read. */
  analyses({ snapshot, read, spanOf }: Situation): Slices<readonly Analysed[]> {
    return this.analyst.analyse(snapshot, read, spanOf);
  }

  /**
   * What was delivered, in parts: one delivery of each repository, and last one that holds the incidents of all. A part in
   * which nothing has changed is the same object as before. Only what the filters leave of it.
   */
  *deliveries(situation: Situation, choices: RuleChoices, filters: Filters): Slices<Delivered> {
    const { read, since, snapshot } = situation;
    const analysed = yield* this.analyses(situation);
    const incidents = selectIncidents(snapshot.incidents, read, since - lookback);
    const { repositories, incidents: facts } = yield* deliveriesOf(
      analysed.map(({ analysis }) => analysis),
      incidents,
      withChoices(read.ownership, choices),
      this.memory
    );
    const key = JSON.stringify(filters);
    const filter = askedFor(filters, situation.scope, this.belonger);
    const parts: Delivery[] = [];
    for (const delivery of repositories) {
      parts.push(this.cutDown(delivery, key, (whole) => filter(withinReach(whole, read))));
      yield;
    }
    const admitted = filter({ deployments: [], changes: [], incidents: facts });
    return { parts: [...parts, admitted], elsewhere: elsewhereOf(facts, admitted.incidents, situation) };
  }

  private cutDown(delivery: Delivery, key: string, filter: (whole: Delivery) => Delivery): Delivery {
    const known = this.cut.get(delivery) ?? new Map<string, Delivery>();
    this.cut.set(delivery, known);
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const part = filter(delivery);
    known.set(key, part);
    return part;
  }
}

function elsewhereOf(
  facts: readonly IncidentFact[],
  admitted: readonly IncidentFact[],
  { snapshot, territory, since }: Situation
): readonly IncidentFact[] {
  if (admitted.length === facts.length) {
    return [];
  }
  const own = new Set(selectIncidents(snapshot.incidents, territory, since - lookback));
  const isAdmitted = new Set(admitted);
  return facts.filter((fact) => own.has(fact.incident) && !isAdmitted.has(fact));
}
