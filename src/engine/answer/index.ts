import { Delivery, Slices, withChoices } from '../../metrics';
import { DoraQuery, DoraSettings, GroupKey, MetricsQuery, Organization, QueryContext } from '../../query';
import { Analysed } from '../analyst';
import { Answer, MetricRow } from '../answers';
import { periodsOf } from '../periods';
import { itemRows } from './items';
import { knowledgeOf } from './known';
import { changeRows, deploymentRows, incidentRows, ListContext, runRows } from './lists';
import { MetricRowsContext, metricRows, seedGroups, Summaries } from './metricRows';
import { noticesOf } from './notices';
import { releaseRows } from './releases';
import { Situation } from './situation';
import { Workshop } from './workshop';

export type { Situation } from './situation';

/** How many queries' last summaries are kept: those of the panels of a dashboard or two. */
const mostSummaries = 40;

/** Works answers out of what is known, in steps. Panels share whatever they have in common, repository by repository. */
export class Answerer {
  private readonly workshops = new WeakMap<Organization, Workshop>();
  private readonly summaries = new Map<string, Summaries>();

  constructor(private readonly settings: DoraSettings) {}

  /** Every repository of the situation's territory with what it delivered, as far as that is known. */
  analyses(situation: Situation): Slices<readonly Analysed[]> {
    return this.workshopOf(situation).analyses(situation);
  }

  *answer(query: DoraQuery, context: QueryContext, situation: Situation): Slices<Answer> {
    const workshop = this.workshopOf(situation);
    const list: ListContext = {
      from: context.listFrom ?? context.from,
      to: context.to,
      ownership: withChoices(situation.territory.ownership, query.choices),
      choices: query.choices,
      attribution: query.attribution,
      belonger: workshop.belonger,
    };
    if (query.queryType === 'runs') {
      const analysed = yield* workshop.analyses(situation);
      const notices = yield* noticesOf(query, situation, analysed, null, list);
      return { type: 'runs', rows: yield* runRows(analysed, query, list), notices };
    }
    if (query.queryType === 'releases') {
      const analysed = yield* workshop.analyses(situation);
      const notices = yield* noticesOf(query, situation, analysed, null, list);
      return { type: 'releases', rows: yield* releaseRows(analysed, query, list), notices };
    }
    const parts = yield* workshop.deliveries(situation, query.choices, query.filters.environments);
    const notices = yield* noticesOf(query, situation, yield* workshop.analyses(situation), parts, list);
    switch (query.queryType) {
      case 'metrics':
        return { type: 'metrics', rows: yield* this.metricRows(query, context, situation, parts, list), notices };
      case 'deployments':
        return { type: 'deployments', rows: yield* deploymentRows(parts, query, list), notices };
      case 'changes':
        return { type: 'changes', rows: yield* changeRows(parts, query, list), notices };
      case 'incidents':
        return { type: 'incidents', rows: yield* incidentRows(parts, query, list), notices };
      case 'items':
        return { type: 'items', rows: yield* itemRows(query, parts, list), notices };
    }
  }

  private workshopOf({ atlas: { organization } }: Situation): Workshop {
    const known = this.workshops.get(organization);
    if (known !== undefined) {
      return known;
    }
    const workshop = new Workshop(organization);
    this.workshops.set(organization, workshop);
    return workshop;
  }

  private *metricRows(
    query: MetricsQuery,
    context: QueryContext,
    situation: Situation,
    parts: readonly Delivery[],
    list: ListContext
  ): Slices<MetricRow[]> {
    const { organization } = situation.atlas;
    const names: Record<GroupKey, readonly string[]> = {
      team: situation.scope.teams.map((team) => team.name),
      repository: situation.territory.repositories,
      service: situation.territory.services.map((service) => service.name),
      environment: [],
    };
    const targets = new Map(organization.teams.map((team) => [team.name, team.targets]));
    const options: MetricRowsContext = {
      query,
      context,
      periods: periodsOf(query, context),
      year: query.benchmarkYear ?? this.settings.benchmarkYear,
      seeds: seedGroups(query.groupBy, names),
      targetOf: (metric, group) => targets.get(group.team ?? '')?.[metric] ?? null,
      knownOf: knowledgeOf(query, situation),
      isComplete: situation.isComplete,
    };
    const summaries = this.summariesOf(query, options);
    const { series } = this.workshopOf(situation);
    const rows: MetricRow[] = [];
    for (const metric of query.metrics) {
      const observed = yield* series.of(metric, parts, query.groupBy, list);
      for (const row of yield* metricRows(metric, observed, options, summaries)) {
        rows.push(row);
      }
    }
    return rows;
  }

  /** Those of the same question over the same periods; what decides their values besides the series is in the key. */
  private summariesOf(query: MetricsQuery, { periods, context: { timeZone } }: MetricRowsContext): Summaries {
    const key = JSON.stringify([query, periods, timeZone]);
    const summaries: Summaries = this.summaries.get(key) ?? new Map();
    this.summaries.delete(key);
    this.summaries.set(key, summaries);
    for (const old of [...this.summaries.keys()].slice(0, -mostSummaries)) {
      this.summaries.delete(old);
    }
    return summaries;
  }
}
