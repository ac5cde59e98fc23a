import { Aside } from '../../events';
import { Delivery, IncidentFact, Slices, withChoices } from '../../metrics';
import { DoraSettings, EventQuery, GroupKey, ItemsQuery, MetricsQuery, Organization, QueryContext } from '../../query';
import { demandOfMetricIn } from '../demand';
import { Analysed } from '../analyst';
import { Answer, Group, ItemRow, MetricRow } from '../answers';
import { lookback } from '../needs';
import { periodOfItems, periodsOf } from '../periods';
import { findingRows, Inspected, qualityRows } from '../quality';
import { selectIncidents } from '../selection';
import { environmentTest } from './askedFor';
import { itemRows, sayNotFound } from './items';
import { knowledgeOf } from './known';
import { changeRows, deploymentRows, incidentRows, ListContext, runRows } from './lists';
import { MetricRowsContext, metricRows, seedGroups, Summaries } from './metricRows';
import { noticesOf } from './notices';
import { distributionOf, shapedDeployments, shapedIncidents } from './shaping';
import { releaseRows } from './releases';
import { sensitivityRows } from './sensitivity';
import { Situation } from './situation';
import { Workshop } from './workshop';

export { experimentsAnswer } from './experiments';
export type { Situation } from './situation';

/** How many queries' last summaries are kept: those of the panels of a dashboard or two. */
const mostSummaries = 40;

/** Works answers out of what is known, in steps. Panels share whatever they have in common, repository by repository. */
export class Answerer {
  private readonly workshops = new Aside<Organization, Workshop>();
  private readonly summaries = new Map<string, Summaries>();

  constructor(private readonly settings: DoraSettings) {}

  /** Every repository that is read with what it delivered, as far as that is known. */
  analyses(situation: Situation): Slices<readonly Analysed[]> {
    return this.workshopOf(situation).analyses(situation);
  }

  *answer(query: EventQuery, context: QueryContext, situation: Situation): Slices<Answer> {
    const workshop = this.workshopOf(situation);
    const range = { from: context.listFrom ?? context.from, to: context.to };
    const list: ListContext = {
      ...(query.queryType === 'items' ? periodOfItems(query, context) : range),
      isEnvironmentWanted: environmentTest(query.filters.environments),
      ownership: withChoices(situation.territory.ownership, query.choices),
      choices: query.choices,
      attribution: query.attribution,
      belonger: workshop.belonger,
    };
    const analysed = asked(yield* workshop.analyses(situation), situation);
    const delivered =
      query.queryType === 'runs' || query.queryType === 'releases'
        ? null
        : yield* workshop.deliveries(situation, query.choices, query.filters);
    const { parts, elsewhere } = delivered ?? { parts: [], elsewhere: [] };
    const inspected = { situation, analysed, parts, range: { from: list.from, to: list.to, now: context.now } };
    const answer =
      query.queryType === 'items'
        ? this.explanation(query, yield* itemRowsOf(query, inspected, elsewhere, list))
        : yield* this.answerOf(query, context, inspected, list);
    const notices = yield* noticesOf(query, situation, analysed, delivered, list, answer.rows);
    return { ...answer, notices: [...notices, ...answer.notices] };
  }

  /** The rows, before anything is said of them all. */
  private *answerOf(
    query: Exclude<EventQuery, ItemsQuery>,
    context: QueryContext,
    inspected: Inspected,
    list: ListContext
  ): Slices<Answer> {
    const { situation, analysed, parts } = inspected;
    const notices: Answer['notices'] = [];
    switch (query.queryType) {
      case 'metrics': {
        const rows = yield* this.metricRows(query, context, situation, parts, list);
        return { type: 'metrics', rows, notices, ...(yield* distributionOf(query, context, situation, parts, list)) };
      }
      case 'deployments': {
        const rows = yield* deploymentRows(parts, query, list);
        const shaped = yield* shapedDeployments(query, context, situation, parts, list);
        return { type: 'deployments', rows, ...shaped, notices: [...notices, ...shaped.notices] };
      }
      case 'changes':
        return { type: 'changes', rows: yield* changeRows(parts, query, list), notices };
      case 'incidents':
        return {
          type: 'incidents',
          rows: yield* incidentRows(parts, query, list),
          notices,
          ...(yield* shapedIncidents(query, context, situation, parts, list)),
        };
      case 'releases':
        return { type: 'releases', rows: yield* releaseRows(analysed, query, list), notices };
      case 'runs':
        return { type: 'runs', rows: yield* runRows(analysed, query, list), notices };
      case 'sensitivity': {
        const answerVariant = (variant: MetricsQuery, period: QueryContext): Slices<MetricRow[]> =>
          this.variantRows(variant, period, situation, list);
        return { type: 'sensitivity', rows: yield* sensitivityRows(query, context, answerVariant), notices };
      }
      case 'quality':
        return query.detail === 'findings'
          ? { type: 'findings', rows: yield* findingRows(query, inspected), notices }
          : { type: 'quality', rows: yield* qualityRows(query, inspected), notices };
    }
  }

  /** An item that nobody finds must not look like one that does not matter. */
  private explanation(query: ItemsQuery, rows: readonly ItemRow[]): Answer {
    const isMissed = query.item !== '' && rows.length === 0;
    return { type: 'items', rows, notices: isMissed ? [sayNotFound(query)] : [] };
  }

  /** The same number under other choices, from the same events. */
  private *variantRows(
    query: MetricsQuery,
    context: QueryContext,
    situation: Situation,
    list: ListContext
  ): Slices<MetricRow[]> {
    const { choices, attribution, filters } = query;
    const { parts } = yield* this.workshopOf(situation).deliveries(situation, choices, filters);
    const ownership = withChoices(situation.territory.ownership, choices);
    return yield* this.metricRows(query, context, situation, parts, { ...list, choices, attribution, ownership });
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
      knownOf: knowledgeOf(situation, (metric) => demandOfMetricIn(query, metric)),
      isComplete: situation.isComplete,
    };
    const summaries = this.summariesOf(query, options);
    const { series } = this.workshopOf(situation);
    const rows: MetricRow[] = [];
    for (const metric of query.metrics) {
      const observed = yield* series.of(metric, parts, query.groupBy, list);
      for (const row of yield* metricRows(metric, observed, options, summaries)) {
        if (isAsked(row.group, query.groupBy, situation)) {
          rows.push(row);
        }
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

/** Those of the repositories the query asks about. */
function asked(analysed: readonly Analysed[], { territory, read }: Situation): readonly Analysed[] {
  if (territory === read) {
    return analysed;
  }
  const repositories = new Set(territory.repositories);
  return analysed.filter(({ analysis }) => repositories.has(analysis.repository));
}

/** What belongs to several of a kind stands in the groups of those alone that the filters leave. */
function isAsked(group: Group, keys: readonly GroupKey[], { scope }: Situation): boolean {
  return keys.every((key) => key === 'environment' || scope.admits(key, [group[key] ?? null]));
}

/** Incidents that no rule counts are among what is left out: they are taken as they were read. */
function itemRowsOf(
  query: ItemsQuery,
  { situation, analysed, parts }: Inspected,
  elsewhere: readonly IncidentFact[],
  list: ListContext
) {
  const { snapshot, territory, since } = situation;
  const incidents = selectIncidents(snapshot.incidents, territory, since - lookback);
  return itemRows({ query, parts, elsewhere, analysed, incidents, list });
}
