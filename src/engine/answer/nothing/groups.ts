import { MetricName, Slices, walked } from '../../../metrics';
import { GroupKey, groupKeys, ItemsQuery, metricTitles, noGroupText } from '../../../query';
import { say, sayList } from '../../../words';
import { Group, MetricRow, Notice } from '../../answers';
import { groupId, groupsOf } from '../grouping';
import { observe } from '../observed';
import { isOfGroup } from '../wanted';
import { amiss, isWithin, Question } from './question';
import { someNames } from './seenInstead';

/** Why a group has no value of a metric: of several groups while others have one, or of the one that is explained. */

/** What was seen of a group in its time. */
interface Seen {
  readonly deployments: number;
  /** Not deployed, recovered or resolved yet. */
  readonly open: number;
  /** Left out, because it cannot be known. */
  readonly unknown: number;
}

type Reason =
  | 'noRepository'
  | 'noService'
  | 'noDeployment'
  | 'noChange'
  | 'notKnown'
  | 'notFailed'
  | 'notRecovered'
  | 'noIncident'
  | 'notResolved'
  | 'nothing';

/**
 * One notice for all metrics that some groups have no value of while others have: how many, and why which. Metrics of which
 * that is the same are told together; one that no group has a value of is explained elsewhere. A part is a step.
 */
export function* groupsWithoutValue(
  rows: readonly MetricRow[],
  groupBy: readonly GroupKey[],
  question: Question
): Slices<readonly Notice[]> {
  if (groupBy.length === 0) {
    return [];
  }
  const known = yield* rowsByGroup(rows, groupBy);
  const lacking = [...new Set(rows.map(({ metric }) => metric))].flatMap((metric) => {
    const groups = known.map(({ id, group, byMetric }) => ({ id, group, own: byMetric.get(metric) ?? [] }));
    const empty = groups.filter(isEmpty);
    return empty.length > 0 && groups.some(({ own }) => own.some(({ n }) => n > 0))
      ? [{ metric, empty, all: groups.length }]
      : [];
  });
  if (lacking.length === 0) {
    return [];
  }
  const deployments = yield* deploymentsIn(rows, groupBy, question);
  const metricsOf = new Map<string, MetricName[]>();
  const sentences = new Map<string, (metrics: string) => string>();
  for (const { metric, empty, all } of lacking) {
    const namesOf = new Map<Reason, string[]>();
    for (const { id, group, own } of empty) {
      const seen = {
        deployments: deployments.get(id) ?? 0,
        open: own.reduce((sum, { open }) => sum + open, 0),
        unknown: own.reduce((sum, { unknown }) => sum + unknown, 0),
      };
      const reason = reasonOf(metric, group.team ?? null, seen, question);
      namesOf.set(reason, [...(namesOf.get(reason) ?? []), nameOf(group, groupBy)]);
    }
    const reasons = [...namesOf].map(([reason, names]) => `${sayReason(reason)}: ${someNames(names)}`).join('; ');
    const key = `${empty.length} ${all} ${reasons}`;
    metricsOf.set(key, [...(metricsOf.get(key) ?? []), metric]);
    sentences.set(key, (metrics) => sayGroups(groupBy, { metrics, count: empty.length, all, reasons }));
  }
  const text = [...sentences].map(([key, sentence]) =>
    sentence(
      sayList(
        (metricsOf.get(key) ?? []).map((metric) => metricTitles[metric]),
        'or'
      )
    )
  );
  return [{ severity: 'info', text: text.join(' ') }];
}

/** Why nothing is behind a metric in the group that an explanation is of; null: it is of none. */
export function nothingInGroup(query: ItemsQuery, question: Question): Notice | null {
  const names = groupKeys.flatMap((key) => query.group[key] ?? []);
  if (names.length === 0) {
    return null;
  }
  const isMeant = isOfGroup(query.group);
  const seenOf = (metric: MetricName) =>
    (question.parts ?? []).flatMap((part) =>
      observe(metric, part, question.list).filter((item) => isWithin(item.at, question) && isMeant(item.belonging))
    );
  const own = seenOf(query.metric);
  const seen: Seen = {
    deployments: seenOf('deploymentFrequency').length,
    open: own.filter(({ standing }) => standing === 'open').length,
    unknown: own.filter(({ standing }) => standing === 'unknown').length,
  };
  const team = query.group.team ?? null;
  return amiss(
    say('engine.nothing.group.one', 'No {{metric}} for {{group}}: {{reason}}.', {
      metric: metricTitles[query.metric],
      group: names.join(' · '),
      reason: sayReason(reasonOf(query.metric, team, seen, question)),
    })
  );
}

interface GroupRows {
  readonly id: string;
  readonly group: Group;
  /** Of a metric none where nobody saw an event. */
  readonly byMetric: ReadonlyMap<MetricName, readonly MetricRow[]>;
}

/** All groups that the rows are of. */
function* rowsByGroup(rows: readonly MetricRow[], groupBy: readonly GroupKey[]): Slices<readonly GroupRows[]> {
  const groups = new Map<string, { id: string; group: Group; byMetric: Map<MetricName, MetricRow[]> }>();
  yield* walked(rows, (row) => {
    const id = groupId(row.group, groupBy);
    const known = groups.get(id) ?? { id, group: row.group, byMetric: new Map<MetricName, MetricRow[]>() };
    groups.set(id, known);
    const own = known.byMetric.get(row.metric) ?? [];
    known.byMetric.set(row.metric, own);
    own.push(row);
  });
  return [...groups.values()];
}

/** In no period; what is not read yet may still come. */
function isEmpty({ own }: { readonly own: readonly MetricRow[] }): boolean {
  return own.every(({ value, n, incomplete }) => value === null && n === 0 && !incomplete);
}

/** Successful production deployments by group, in the time of the rows. */
function* deploymentsIn(
  rows: readonly MetricRow[],
  groupBy: readonly GroupKey[],
  { parts, list }: Question
): Slices<ReadonlyMap<string, number>> {
  const span = {
    from: rows.reduce((earliest, { period }) => Math.min(earliest, period.from), Number.POSITIVE_INFINITY),
    to: rows.reduce((latest, { period }) => Math.max(latest, period.to), Number.NEGATIVE_INFINITY),
  };
  const counts = new Map<string, number>();
  for (const part of parts ?? []) {
    for (const { at, belonging } of observe('deploymentFrequency', part, list)) {
      for (const group of isWithin(at, { span }) ? groupsOf(belonging, groupBy) : []) {
        const id = groupId(group, groupBy);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    yield;
  }
  return counts;
}

function reasonOf(metric: MetricName, team: string | null, seen: Seen, { situation }: Question): Reason {
  const owner = situation.scope.teams.find(({ name }) => name === team);
  if (metric === 'timeToRestore') {
    const scopes = new Set([...(owner?.repositories ?? []), ...(owner?.services ?? []).map(({ id }) => id)]);
    const isLookedFor = situation.needs.some(
      ({ kind, source, scope }) => kind === 'incidents' && (source === 'feed' || scopes.has(scope))
    );
    return seen.open > 0 ? 'notResolved' : owner !== undefined && !isLookedFor ? 'noService' : 'noIncident';
  }
  if (seen.deployments === 0) {
    return owner !== undefined && owner.repositories.length === 0 ? 'noRepository' : 'noDeployment';
  }
  switch (metric) {
    case 'changeLeadTime':
      return seen.unknown > 0 ? 'notKnown' : 'noChange';
    case 'failedDeploymentRecoveryTime':
      return seen.open > 0 ? 'notRecovered' : 'notFailed';
    default:
      return 'nothing';
  }
}

function nameOf(group: Group, groupBy: readonly GroupKey[]): string {
  return groupBy.map((key) => group[key] ?? noGroupText(key)).join(' · ');
}

/** As it stands before the names of the groups, and behind the name of one. */
function sayReason(reason: Reason): string {
  switch (reason) {
    case 'noRepository':
      return say('engine.nothing.group.noRepository', 'no repository');
    case 'noService':
      return say('engine.nothing.group.noService', 'no service');
    case 'noDeployment':
      return say('engine.nothing.group.noDeployment', 'no production deployment');
    case 'noChange':
      return say('engine.nothing.group.noChange', 'no known change in a deployment');
    case 'notKnown':
      return say('engine.nothing.group.notKnown', 'since when changes waited cannot be known');
    case 'notFailed':
      return say('engine.nothing.group.notFailed', 'no deployment failed');
    case 'notRecovered':
      return say('engine.nothing.group.notRecovered', 'not recovered yet');
    case 'noIncident':
      return say('engine.nothing.group.noIncident', 'no incident');
    case 'notResolved':
      return say('engine.nothing.group.notResolved', 'incidents still open');
    case 'nothing':
      return say('engine.nothing.group.nothing', 'nothing that counts');
  }
}

interface Told {
  readonly [name: string]: string | number;
  readonly metrics: string;
  readonly count: number;
  readonly all: number;
  readonly reasons: string;
}

function sayGroups(groupBy: readonly GroupKey[], told: Told): string {
  switch (groupBy.length === 1 ? groupBy[0] : null) {
    case 'team':
      return say('engine.nothing.group.teams', 'No {{metrics}} for {{count}} of {{all}} teams ({{reasons}}).', told);
    case 'repository':
      return say(
        'engine.nothing.group.repositories',
        'No {{metrics}} for {{count}} of {{all}} repositories ({{reasons}}).',
        told
      );
    case 'service':
      return say(
        'engine.nothing.group.services',
        'No {{metrics}} for {{count}} of {{all}} services ({{reasons}}).',
        told
      );
    case 'environment':
      return say(
        'engine.nothing.group.environments',
        'No {{metrics}} for {{count}} of {{all}} environments ({{reasons}}).',
        told
      );
    case null:
      return say('engine.nothing.group.several', 'No {{metrics}} for {{count}} of {{all}} groups ({{reasons}}).', told);
  }
}
