import { analyse, Delivery, MetricName, withChoices } from '../../metrics';
import { DoraQuery, DoraSettings, GroupKey, MetricsQuery, QueryContext, RuleChoices } from '../../query';
import { Answer, MetricRow } from '../answers';
import { lookback } from '../needs';
import { periodsOf } from '../periods';
import { select } from '../selection';
import { Belonger } from './belonging';
import { itemRows } from './items';
import { knowledgeOf } from './known';
import { changeRows, deploymentRows, incidentRows, ListContext, runRows } from './lists';
import { MetricRowsContext, metricRows, seedGroups } from './metricRows';
import { noticesOf } from './notices';
import { observe, ObservedItem } from './observed';
import { withinReach } from './reach';
import { releaseRows } from './releases';
import { Situation } from './situation';

export type { Situation } from './situation';

/** How many analyses are kept: panels of one dashboard ask with few different choices. */
const mostKept = 6;

/** Works answers out of what is known. Panels with the same scope and choices share one analysis. */
export class Answerer {
  private readonly analyses = new Map<string, Delivery>();

  constructor(private readonly settings: DoraSettings) {}

  answer(query: DoraQuery, context: QueryContext, situation: Situation): Answer {
    const belonger = new Belonger(situation.atlas.organization);
    const list: ListContext = {
      from: context.listFrom ?? context.from,
      to: context.to,
      ownership: withChoices(situation.territory.ownership, query.choices),
      attribution: query.attribution,
      belonger,
    };
    if (query.queryType === 'runs') {
      const notices = noticesOf(query, context, situation, null, list);
      return {
        type: 'runs',
        rows: runRows(select(situation.events, situation.territory, situation.since), query, list),
        notices,
      };
    }
    if (query.queryType === 'releases') {
      const notices = noticesOf(query, context, situation, null, list);
      const { releases } = select(situation.events, situation.territory, situation.since - lookback);
      return { type: 'releases', rows: releaseRows(releases, query, list), notices };
    }
    const delivery = inEnvironments(this.analyse(query.choices, situation), query.filters.environments);
    const notices = noticesOf(query, context, situation, delivery, list);
    switch (query.queryType) {
      case 'metrics':
        return { type: 'metrics', rows: this.metricRows(query, context, situation, delivery, list), notices };
      case 'deployments':
        return { type: 'deployments', rows: deploymentRows(delivery, query, list), notices };
      case 'changes':
        return { type: 'changes', rows: changeRows(delivery, query, list), notices };
      case 'incidents':
        return { type: 'incidents', rows: incidentRows(delivery, query, list), notices };
      case 'items':
        return { type: 'items', rows: itemRows(query, observe(query.metric, delivery, list), list), notices };
    }
  }

  private analyse(choices: RuleChoices, situation: Situation): Delivery {
    const { territory, since, version } = situation;
    const key = JSON.stringify([
      version,
      since,
      choices,
      territory.isWhole,
      territory.repositories,
      territory.services,
    ]);
    const known = this.analyses.get(key);
    if (known !== undefined) {
      return known;
    }
    const selected = select(situation.events, territory, since - lookback);
    const delivery = withinReach(analyse(selected, territory.ownership, choices), territory);
    this.analyses.set(key, delivery);
    for (const old of [...this.analyses.keys()].slice(0, -mostKept)) {
      this.analyses.delete(old);
    }
    return delivery;
  }

  private metricRows(
    query: MetricsQuery,
    context: QueryContext,
    situation: Situation,
    delivery: Delivery,
    list: ListContext
  ): MetricRow[] {
    const { organization } = situation.atlas;
    const names: Record<GroupKey, readonly string[]> = {
      team: situation.scope.teams.map((team) => team.name),
      repository: situation.territory.repositories,
      service: situation.territory.services.map((service) => service.name),
      environment: [],
    };
    const observed = new Map<MetricName, readonly ObservedItem[]>();
    const options: MetricRowsContext = {
      query,
      context,
      periods: periodsOf(query, context),
      year: query.benchmarkYear ?? this.settings.benchmarkYear,
      seeds: seedGroups(query.groupBy, names),
      targetOf: (metric, group) => organization.teams.find((team) => team.name === group.team)?.targets[metric] ?? null,
      knownOf: knowledgeOf(situation),
      isComplete: situation.isComplete,
    };
    return query.metrics.flatMap((metric) => {
      const items = observed.get(metric) ?? observe(metric, delivery, list);
      observed.set(metric, items);
      return metricRows(metric, items, options);
    });
  }
}

/**
 * Only what happened in these environments, names with `!` in front left out; compared without regard to case. Empty:
 * all.
 */
function inEnvironments(delivery: Delivery, environments: readonly string[]): Delivery {
  if (environments.length === 0) {
    return delivery;
  }
  const names = environments.map((name) => name.toLowerCase());
  const leftOut = new Set(names.filter((name) => name.startsWith('!')).map((name) => name.slice(1)));
  const wanted = new Set(names.filter((name) => !name.startsWith('!')));
  const isWanted = (environment: string) =>
    (wanted.size === 0 || wanted.has(environment.toLowerCase())) && !leftOut.has(environment.toLowerCase());
  return {
    deployments: delivery.deployments.filter(({ deployment }) => isWanted(deployment.environment)),
    changes: delivery.changes.filter(({ deployment }) => deployment === null || isWanted(deployment.environment)),
    incidents: delivery.incidents.filter(({ link }) => link === null || isWanted(link.deployment.environment)),
  };
}
