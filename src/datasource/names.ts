import { Answer } from '../engine';
import { DoraQuery, Filters, matchingNames, plainQuery, QueryContext } from '../query';
import { KnownNames, QueryEngine } from './engine';
import { whyNothingSeen } from './noNames';
import { NameChoice } from './storedQuery';
import { NameKind } from './types';

/** Names that the sources list. */
export type ListedKind = Extract<NameKind, 'teams' | 'repositories' | 'services'>;
/** Names that no API lists: they are read off the events of a time range. */
export type SeenKind = Exclude<NameKind, ListedKind>;

export function isSeen(kind: NameKind): kind is SeenKind {
  return kind in askedFor;
}

/** Names of one kind, of the chosen teams (empty: of all), sorted; teams in the settings' order. */
export function namesOf({ organization }: KnownNames, kind: ListedKind, choice: NameChoice): readonly string[] {
  const isChosen = matchingNames('teams', choice.teams);
  const teams = organization.teams.filter(({ name }) => isChosen(name));
  const isWhole = choice.teams.length === 0;
  switch (kind) {
    case 'teams':
      return teams.map(({ name }) => name);
    case 'repositories':
      return sorted(isWhole ? organization.repositories : teams.flatMap(({ repositories }) => repositories));
    case 'services': {
      const services = isWhole ? organization.services : teams.flatMap((team) => team.services);
      return sorted(services.map(({ name }) => name));
    }
  }
}

const day = 86_400_000;
const defaultSpan = 90 * day;

/** Runs are many and workflows few: whatever runs at all ran within two weeks. */
export const workflowSpan = 14 * day;

/** What is asked to see names of a kind, and how far back from the end of the time range. */
const askedFor: Record<SeenKind, { readonly query: DoraQuery; readonly span: number }> = {
  environments: { query: { ...plainQuery('deployments'), outcome: 'all' }, span: Number.POSITIVE_INFINITY },
  workflows: { query: plainQuery('runs'), span: workflowSpan },
  labels: { query: plainQuery('changes'), span: Number.POSITIVE_INFINITY },
};

/** Names, and where there are none why, in whole sentences. */
export interface FoundNames {
  readonly names: readonly string[];
  readonly why: string | null;
}

/** Names that events of the time range bear, sorted. Without a time range: of the last 90 days. */
export async function namesSeen(
  engine: QueryEngine,
  kind: SeenKind,
  scope: Pick<Filters, 'teams' | 'repositories'>,
  { timeZone, now, ...range }: Pick<QueryContext, 'timeZone' | 'now'> & Partial<Pick<QueryContext, 'from' | 'to'>>,
  signal: AbortSignal
): Promise<FoundNames> {
  const { query, span } = askedFor[kind];
  const to = range.to ?? now;
  const context = { from: Math.max(range.from ?? now - defaultSpan, to - span), to, timeZone, now };
  let found: FoundNames = { names: [], why: null };
  const { teams, repositories } = scope;
  const asked = { ...query, filters: { ...query.filters, teams, repositories } };
  for await (const { answer, complete } of engine.run(asked, context, signal)) {
    if (complete) {
      const names = sorted(namesIn(answer));
      found = { names, why: names.length === 0 ? whyNothingSeen(kind, answer) : null };
    }
  }
  return found;
}

function namesIn(answer: Answer): readonly string[] {
  switch (answer.type) {
    case 'deployments':
      return answer.rows.map(({ environment }) => environment);
    case 'runs':
      return answer.rows.map(({ workflow }) => workflow);
    case 'changes':
      return answer.rows.flatMap(({ labels }) => labels);
    default:
      return [];
  }
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}
