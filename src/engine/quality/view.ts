import { Events, Instant, noEvents } from '../../events';
import { ChangeFact, Delivery, DeploymentFact, IncidentFact, MetricName } from '../../metrics';
import { Organization, OrganizationTeam } from '../../query';
import { Analysed } from '../analyst';
import { Known, knowledgeOf } from '../answer/known';
import { Situation } from '../answer/situation';
import { Group } from '../answers';

/** What the checks look at: everything that a query is about, or what of it one team owns. */
export interface View {
  /** Null: what nobody owns; undefined: all together. */
  readonly team: string | null | undefined;
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  readonly organization: Organization;
  readonly situation: Situation;
  /** Production deployments of every status that finished, or are under way since, in the time range. */
  readonly deployments: readonly DeploymentFact[];
  /** All that are known, whenever they were merged. */
  readonly changes: readonly ChangeFact[];
  /** Those that count and began in the time range. */
  readonly incidents: readonly IncidentFact[];
  /** In scope and not archived. */
  readonly repositories: readonly string[];
  readonly teams: readonly OrganizationTeam[];
  /** What was read of a repository, in whatever environment. */
  selectedOf(repository: string): Events;
  /** How much of what the metric rests on is there, of a group, over the time range; of no group: of what is looked at. */
  knownOf(metric: MetricName, group?: Group): Known;
}

export interface ViewRange {
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
}

/** Everything the query is about. O(facts). */
export function wholeView(
  situation: Situation,
  analysed: readonly Analysed[],
  parts: readonly Delivery[],
  range: ViewRange
): View {
  const { atlas, territory, scope } = situation;
  const isInRange = (at: Instant) => range.from <= at && at < range.to;
  const archived = new Set(atlas.directory.repositories.filter((one) => one.archived).map(({ name }) => name));
  const selected = new Map(analysed.map((one) => [one.analysis.repository, one.selected]));
  const knownOver = knowledgeOf(situation);
  return {
    ...range,
    team: undefined,
    organization: atlas.organization,
    situation,
    deployments: parts.flatMap(({ deployments }) =>
      deployments.filter(({ deployment }) => isInRange(deployment.finishedAt ?? deployment.createdAt))
    ),
    changes: parts.flatMap(({ changes }) => changes),
    incidents: parts.flatMap(({ incidents }) => incidents.filter(({ incident }) => isInRange(incident.createdAt))),
    repositories: territory.repositories.filter((name) => !archived.has(name)),
    teams: scope.teams,
    selectedOf: (repository) => selected.get(repository) ?? noEvents(),
    knownOf: (metric, group = {}) => knownOver(metric, group)(range),
  };
}

/** Without the repositories of which what the metric rests on has not been read. O(repositories + facts). */
export function readFor(metric: MetricName, view: View): View {
  const known = view.knownOf(metric);
  if (known === 'all' || known === 'recent') {
    return view;
  }
  const { repositories } = view.situation.territory;
  const unread = new Set(repositories.filter((repository) => view.knownOf(metric, { repository }) === 'nothing'));
  return {
    ...view,
    deployments: view.deployments.filter(({ deployment }) => !unread.has(deployment.repository)),
    changes: view.changes.filter(({ change }) => !unread.has(change.repository)),
    repositories: view.repositories.filter((name) => !unread.has(name)),
  };
}

/** The same for each team, and last for what nobody owns. O(facts · teams). */
export function viewsByTeam(whole: View): readonly View[] {
  return [...whole.teams.map(({ name }) => name), null].map((team) => viewOf(whole, team));
}

function viewOf(whole: View, team: string | null): View {
  const isTheirs = (teams: readonly string[]) => (team === null ? teams.length === 0 : teams.includes(team));
  return {
    ...whole,
    team,
    deployments: whole.deployments.filter(({ teams }) => isTheirs(teams)),
    changes: whole.changes.filter(({ teams }) => isTheirs(teams)),
    incidents: whole.incidents.filter(({ teams }) => isTheirs(teams)),
    repositories: whole.repositories.filter((name) => isTheirs(whole.organization.teamsOfRepository(name))),
    teams: whole.teams.filter(({ name }) => name === team),
    knownOf: (metric, group = team === null ? {} : { team }) => whole.knownOf(metric, group),
  };
}
