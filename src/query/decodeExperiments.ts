import { metricNames } from '../metrics';
import { say } from '../words';
import { FieldReader, shown } from './fields';
import { globProblem } from './globs';
import { parseIso } from './isoTime';
import { sayMetric } from './sayMetric';
import { Experiment } from './settings';

/** A washout beyond a year is a slip of the keyboard. */
const longestWashout = 366;

/**
 * The experiments of the settings. What a person typed is kept even when it is wrong, so that an editor can show it beside
 * its problem; `experimentsOf` says which of them can be placed in time. `teams`: the names there are.
 */
export function decodeExperiments(settings: FieldReader, teams: readonly string[]): readonly Experiment[] {
  const seen = new Set<string>();
  return settings.sections('experiments').map((reader) => {
    const experiment = readExperiment(reader);
    const key = experiment.name.toLowerCase();
    if (experiment.name === '') {
      reader.report('name', say('query.experiments.noName', 'An experiment without a name is left out. Give it one.'));
    } else if (seen.has(key)) {
      reader.report(
        'name',
        say(
          'query.experiments.sameName',
          'Two experiments are called {{name}}; only the first counts. Rename one of them.',
          { name: shown(experiment.name) }
        )
      );
    }
    seen.add(key);
    checkMetrics(reader, experiment);
    checkTimes(reader, experiment);
    checkWhom(reader, experiment, teams);
    return experiment;
  });
}

function readExperiment(reader: FieldReader): Experiment {
  return {
    name: reader.text('name'),
    hypothesis: reader.text('hypothesis'),
    metric: reader.choiceOrNull('metric', metricNames),
    start: reader.text('start'),
    end: reader.text('end') || null,
    teams: reader.texts('teams'),
    repositories: reader.texts('repositories'),
    washoutDays: readWashout(reader),
    smallestEffect: readSmallestEffect(reader),
    guardrails: reader.choices('guardrails', metricNames, []),
    notes: reader.text('notes'),
  };
}

function readWashout(reader: FieldReader): number {
  const days = reader.number('washoutDays', 0);
  if (Number.isInteger(days) && days >= 0 && days <= longestWashout) {
    return days;
  }
  reader.report(
    'washoutDays',
    say(
      'query.experiments.washout',
      'The washout must be a whole number of days from 0 to {{most}}, not {{days}}; none is used.',
      { most: longestWashout, days }
    )
  );
  return 0;
}

function readSmallestEffect(reader: FieldReader): number | null {
  const effect = reader.numberOrNull('smallestEffect');
  if (effect === null || effect > 0) {
    return effect;
  }
  reader.report(
    'smallestEffect',
    say(
      'query.experiments.smallestEffect',
      'The smallest effect that matters is a share above 0 (0.1 for 10 %), not {{effect}}. It is left out.',
      { effect }
    )
  );
  return null;
}

function checkMetrics(reader: FieldReader, { metric, guardrails }: Experiment): void {
  // An unknown one has its own problem already.
  if (metric === null && !reader.has('metric')) {
    reader.report(
      'metric',
      say(
        'query.experiments.noMetric',
        'Name the metric that decides before the experiment begins; without one it is marked, but cannot be judged.'
      )
    );
  }
  if (metric !== null && guardrails.includes(metric)) {
    reader.report(
      'guardrails',
      say('query.experiments.guardrail', '{{metric}} decides already; as a guardrail it says nothing more.', {
        metric: sayMetric(metric),
      })
    );
  }
}

function checkTimes(reader: FieldReader, { start, end, washoutDays }: Experiment): void {
  const begins = parseIso(start);
  if (begins === null) {
    reader.report(
      'start',
      start === ''
        ? say('query.experiments.noStart', 'Say when it starts (2026-04-06): until then it is shown nowhere.')
        : say(
            'query.experiments.start',
            '{{start}} is no date. Write it as 2026-04-06 or 2026-04-06T12:00:00Z; until then it is shown nowhere.',
            { start: shown(start) }
          )
    );
  }
  const ends = end === null ? null : parseIso(end);
  if (end !== null && ends === null) {
    reader.report(
      'end',
      say(
        'query.experiments.end',
        '{{end}} is no date. Write it as 2026-04-06 or 2026-04-06T12:00:00Z, or leave it empty while it is running.',
        { end: shown(end) }
      )
    );
  }
  const [from, to] = [timeOf(begins), timeOf(ends)];
  if (from !== null && to !== null && to <= from) {
    reader.report(
      'end',
      say('query.experiments.order', 'It ends on {{end}}, which is not after its start on {{start}}.', {
        start,
        end: String(end),
      })
    );
  } else if (from !== null && to !== null && from + washoutDays * day >= to) {
    reader.report(
      'washoutDays',
      say('query.experiments.allWashout', 'The washout of {{days}} days leaves nothing of the experiment.', {
        days: washoutDays,
      })
    );
  }
}

const day = 86_400_000;

/** Good for an order of days: nobody's time zone turns it round but where both are the same day. */
function timeOf(time: ReturnType<typeof parseIso>): number | null {
  if (time === null) {
    return null;
  }
  return time.kind === 'instant' ? time.at : Date.UTC(time.year, time.month - 1, time.day);
}

function checkWhom(reader: FieldReader, { teams, repositories }: Experiment, known: readonly string[]): void {
  const names = new Set(known.map((name) => name.toLowerCase()));
  for (const team of teams.filter((name) => !names.has(name.toLowerCase()))) {
    reader.report(
      'teams',
      say('query.experiments.team', 'There is no team {{team}} in the settings.', { team: shown(team) })
    );
  }
  for (const problem of repositories.map(globProblem)) {
    if (problem !== null) {
      reader.report('repositories', problem);
    }
  }
}
