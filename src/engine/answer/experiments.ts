import { daysOf } from '../../metrics';
import {
  DoraSettings,
  Experiment,
  experimentPeriod,
  ExperimentPeriod,
  ExperimentsQuery,
  experimentsOf,
  QueryContext,
  unknownNames,
} from '../../query';
import { say } from '../../words';
import { Answer, ExperimentRow, Notice } from '../answers';

/**
 * The experiments of the settings that fall into the time range, latest start first; planned ones where the range reaches
 * the present. It rests on no event and asks nobody. A verdict is not in it: that needs the metric before and after.
 */
export function experimentsAnswer(settings: DoraSettings, query: ExperimentsQuery, context: QueryContext): Answer {
  const rows = experimentsOf(settings, query.filters).flatMap((experiment) => {
    const period = experimentPeriod(experiment, context.timeZone);
    return period === null || !isInRange(period, context) ? [] : [experimentRow(experiment, period, context.now)];
  });
  return {
    type: 'experiments',
    rows: rows.sort((a, b) => b.start - a.start || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    notices: [...unknownTeams(settings, query), ...nothingSaid(settings)],
  };
}

/** Half-open, like every period; one that is planned has a place only where the range goes on into the future. */
function isInRange({ start, end }: ExperimentPeriod, { from, to, now }: QueryContext): boolean {
  const begins = start < to || (to >= now && start >= now);
  return begins && (end === null || end > from);
}

function experimentRow(
  experiment: Experiment,
  { start, end, washoutUntil }: ExperimentPeriod,
  now: number
): ExperimentRow {
  const { name, hypothesis, metric, teams, repositories, washoutDays, smallestEffect, guardrails, notes } = experiment;
  const until = Math.min(end ?? now, now);
  return {
    id: name,
    name,
    hypothesis,
    metric,
    start,
    end,
    standing: start > now ? 'planned' : end !== null && end <= now ? 'ended' : 'running',
    daysRunning: daysOf({ from: start, to: Math.max(start, until) }),
    washoutUntil: washoutDays === 0 ? null : washoutUntil,
    teams,
    repositories,
    smallestEffect,
    guardrails,
    notes,
    url: null,
  };
}

function unknownTeams(settings: DoraSettings, { filters }: ExperimentsQuery): readonly Notice[] {
  const known = settings.teams.map(({ name }) => name);
  return unknownNames('teams', filters.teams, known).map((name) => ({
    severity: 'warning',
    text: say('engine.experiments.unknownTeam', 'No team of the settings is called "{{name}}".', { name }),
  }));
}

function nothingSaid({ experiments }: DoraSettings): readonly Notice[] {
  return experiments.length > 0
    ? []
    : [
        {
          severity: 'info',
          text: say(
            'engine.experiments.none',
            'No experiment is named in the settings. Whoever may change the data source adds them there, under Experiments.'
          ),
        },
      ];
}
