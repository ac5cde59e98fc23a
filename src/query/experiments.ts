import { Instant } from '../events';
import { addDays } from '../metrics';
import { anyOf, nameTest, repositoryTest } from './globs';
import { instantOf, parseIso } from './isoTime';
import { DoraSettings, Experiment, TeamSettings } from './settings';
import { Filters } from './types';

/** When an experiment takes place. */
export interface ExperimentPeriod {
  readonly start: Instant;
  /** Null: it goes on. */
  readonly end: Instant | null;
  /** What happened before is no evidence; the start where there is no washout. */
  readonly washoutUntil: Instant;
}

/**
 * Days begin in the reader's time zone, as buckets do (METRICS.md §4). Null: it cannot be placed in time, and the settings
 * say why. An end that is no date, or not after the start, is none.
 */
export function experimentPeriod(experiment: Experiment, timeZone: string): ExperimentPeriod | null {
  const begins = parseIso(experiment.start);
  if (begins === null) {
    return null;
  }
  const start = instantOf(begins, timeZone);
  const ends = experiment.end === null ? null : parseIso(experiment.end);
  const end = ends === null ? null : instantOf(ends, timeZone);
  return {
    start,
    end: end !== null && end > start ? end : null,
    washoutUntil: addDays(start, experiment.washoutDays, timeZone),
  };
}

/**
 * The experiments that count (named, the first of each name) and may concern what a filter leaves. Nothing is asked of
 * anybody for it: where only GitHub could tell whether a team has a repository, the experiment stays in.
 */
export function experimentsOf(settings: DoraSettings, filters: Filters): readonly Experiment[] {
  const seen = new Set<string>();
  return settings.experiments.filter((experiment) => {
    const key = experiment.name.toLowerCase();
    const isCounted = key !== '' && !seen.has(key);
    seen.add(key);
    return isCounted && mayConcern(experiment, filters, settings.teams);
  });
}

function mayConcern(experiment: Experiment, filters: Filters, all: readonly TeamSettings[]): boolean {
  if (experiment.teams.length === 0 && experiment.repositories.length === 0) {
    return true;
  }
  const isTeam = anyOf(filters.teams, nameTest);
  const isRepository = anyOf(filters.repositories, repositoryTest);
  const named = new Set(experiment.teams.map((name) => name.toLowerCase()));
  const teams = all.filter(({ name }) => named.has(name.toLowerCase()));
  const wanted = all.filter(({ name }) => isTeam(name));
  const ofTeams =
    filters.teams.length === 0 ||
    experiment.teams.some(isTeam) ||
    experiment.repositories.some((name) => wanted.some((team) => mayHave(team, name)));
  const ofRepositories =
    filters.repositories.length === 0 ||
    experiment.repositories.some((name) => isPattern(name) || isRepository(name)) ||
    teams.some(
      (team) => team.githubTeam !== '' || team.repositories.some((name) => isPattern(name) || isRepository(name))
    );
  return ofTeams && ofRepositories;
}

/** Certain only of repositories that are spelled out; whose GitHub team has more is not known here. */
function mayHave(team: TeamSettings, repository: string): boolean {
  return (
    team.githubTeam !== '' ||
    (team.repositories.length > 0 && (isPattern(repository) || anyOf(team.repositories, repositoryTest)(repository)))
  );
}

function isPattern(name: string): boolean {
  return /[*?[\]{}!]/.test(name) || !name.includes('/');
}
