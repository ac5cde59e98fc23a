import { Instant } from '../events';
import { ExperimentRow } from '../engine';
import { sayMetric } from '../query';
import { say, sayCount } from '../words';
import { escaped, Mark } from './mark';

const day = 86_400_000;

/** The experiment, and above it the stretch at its beginning that is no evidence, where there is one. */
export function experimentMarks(row: ExperimentRow, now: Instant): readonly Mark[] {
  return [experimentMark(row, now), ...washoutMark(row)];
}

/** From start to end; one that goes on until now, and its text says so. A planned one without an end is a line. */
function experimentMark(row: ExperimentRow, now: Instant): Mark {
  const { start, end, standing, name, hypothesis, metric, teams, repositories } = row;
  const lines = [
    standingSentence(row),
    hypothesis,
    ...(metric === null
      ? []
      : [say('frames.experiments.metric', 'Metric that decides: {{metric}}', { metric: sayMetric(metric) })]),
    ...washoutSentence(row),
    ...(repositories.length === 0
      ? []
      : [say('frames.experiments.repositories', 'Repositories: {{names}}', { names: repositories.join(', ') })]),
    row.notes,
  ];
  return {
    time: start,
    timeEnd: end ?? (standing === 'planned' ? null : Math.max(now, start)),
    title: escaped(name),
    text: lines
      .filter((line) => line !== '')
      .map(escaped)
      .join('<br>'),
    tags: ['experiment', standing, ...teams],
    meaning: null,
    id: row.id,
  };
}

/** Also where it is planned or goes on beyond now, because it is known when it ends; never beyond the experiment's end. */
function washoutMark({ id, name, start, end, washoutUntil, teams }: ExperimentRow): readonly Mark[] {
  if (washoutUntil === null) {
    return [];
  }
  const title = say('frames.experiments.washoutTitle', 'Washout: {{name}}', { name });
  const text = say(
    'frames.experiments.washoutText',
    'People are getting used to it: what happens in this region is no evidence for or against the experiment'
  );
  return [
    {
      time: start,
      timeEnd: Math.min(washoutUntil, end ?? washoutUntil),
      title: escaped(title),
      text: escaped(text),
      tags: ['experiment', 'washout', ...teams],
      meaning: 'washout',
      id: `washout:${id}`,
    },
  ];
}

function standingSentence({ standing, end }: ExperimentRow): string {
  switch (standing) {
    case 'planned':
      return say('frames.experiments.planned', 'Planned: it begins here');
    case 'ended':
      return say('frames.experiments.ended', 'Ended at the end of this region');
    case 'running':
      return end === null
        ? say('frames.experiments.running', 'Still running: this region ends now, the experiment does not')
        : say('frames.experiments.runningUntil', 'Running until the end of this region');
  }
}

function washoutSentence({ start, washoutUntil }: ExperimentRow): readonly string[] {
  return washoutUntil === null
    ? []
    : [
        sayCount(
          'frames.experiments.washout',
          {
            one: 'Its first day is a washout: what happens then is no evidence',
            other: 'Its first {{count}} days are a washout: what happens then is no evidence',
          },
          // A change of clocks makes a day an hour longer or shorter.
          Math.round((washoutUntil - start) / day)
        ),
      ];
}
