import { Instant } from '../events';
import { ExperimentRow } from '../engine';
import { sayMetric } from '../query';
import { say, sayCount } from '../words';
import { escaped, Mark } from './mark';

const day = 86_400_000;

/** From start to end; one that goes on until now, and its text says so. A planned one without an end is a line. */
export function experimentMark(row: ExperimentRow, now: Instant): Mark {
  const { start, end, standing, name, hypothesis, metric, teams, repositories } = row;
  const lines = [
    standingSentence(row),
    hypothesis,
    ...(metric === null
      ? []
      : [say('frames.experiments.metric', 'Metric that decides: {{metric}}', { metric: sayMetric(metric) })]),
    ...washout(row),
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
    outcome: null,
    id: row.id,
  };
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

function washout({ start, washoutUntil }: ExperimentRow): readonly string[] {
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
