import { Instant } from '../src/events';
import { defaultExperiment, Experiment } from '../src/query';

const day = 86_400_000;

/** What the made-up organisation tries out: one that is over and one that is running. `now`: the end of its history. */
export function exampleExperiments(now: Instant): readonly Experiment[] {
  const before = (days: number) => new Date(now - days * day).toISOString().slice(0, 10);
  return [
    {
      ...defaultExperiment,
      name: 'Pull requests under 200 lines',
      hypothesis: 'If we split pull requests above 200 lines, changes reach production sooner.',
      metric: 'changeLeadTime',
      start: before(120),
      end: before(60),
      teams: ['Checkout'],
      washoutDays: 14,
      smallestEffect: 0.1,
      guardrails: ['changeFailRate'],
    },
    {
      ...defaultExperiment,
      name: 'Release on Tuesdays and Thursdays',
      hypothesis: 'If releases have fixed days with both shifts present, fewer of them fail.',
      metric: 'changeFailRate',
      start: before(35),
      teams: ['Back Office'],
      washoutDays: 7,
      guardrails: ['deploymentFrequency', 'changeLeadTime'],
      notes: 'Agreed on in the retrospective of the quarter.',
    },
  ];
}
