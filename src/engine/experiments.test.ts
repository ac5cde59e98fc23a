import {
  defaultExperiment,
  defaultFilters,
  defaultSettings,
  defaultTeam,
  Experiment,
  plainQuery,
  QueryContext,
} from '../query';
import { createEngine } from '.';
import { lastProgress } from './testing/asking';

const now = Date.parse('2026-06-30T12:00:00Z');
const context: QueryContext = { from: Date.parse('2026-04-01T00:00Z'), to: now, timeZone: 'UTC', now };

const experiment = (name: string, start: string, given: Partial<Experiment> = {}): Experiment => ({
  ...defaultExperiment,
  name,
  metric: 'changeLeadTime',
  start,
  ...given,
});

const listOf = (experiments: readonly Experiment[]) =>
  createEngine({
    // Nobody is there to be asked.
    sources: [
      {
        id: 'github',
        discover: () => Promise.reject(new Error('was asked')),
        fetch: () => {
          throw new Error('was asked');
        },
        test: () => Promise.reject(new Error('was asked')),
      },
    ],
    settings: { ...defaultSettings, teams: [{ ...defaultTeam, name: 'Checkout' }], experiments },
    clock: { now: () => now },
  });

async function asked(
  experiments: readonly Experiment[],
  around: QueryContext = context,
  teams: readonly string[] = []
) {
  const query = { ...plainQuery('experiments'), filters: { ...defaultFilters, teams } };
  const { answer, complete, calls } = await lastProgress(listOf(experiments), query, around);
  expect([complete, calls]).toEqual([true, []]);
  return answer.type === 'experiments' ? answer : { rows: [], notices: [] };
}

describe('experiments', () => {
  it('that touch the range, the latest first, without asking anybody', async () => {
    const { rows } = await asked([
      experiment('over before', '2026-01-01', { end: '2026-04-01' }),
      experiment('lasting into it', '2026-01-01', { end: '2026-04-02' }),
      experiment('running', '2026-06-20'),
      experiment('undated', ''),
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['running', 'lasting into it']);
  });

  it('that are planned only where the range reaches the present', async () => {
    const planned = [experiment('planned', '2026-08-01', { end: '2026-09-01' })];
    expect((await asked(planned)).rows).toEqual([expect.objectContaining({ standing: 'planned', daysRunning: 0 })]);
    expect((await asked(planned, { ...context, to: now - 86_400_000 })).rows).toEqual([]);
  });

  it('say how they stand and for how many days they have been running', async () => {
    const { rows } = await asked([
      // 20 June to noon of 30 June: ten days and a half.
      experiment('running', '2026-06-20', { washoutDays: 7 }),
      experiment('to be ended', '2026-06-20', { end: '2026-12-01' }),
      experiment('ended', '2026-05-01', { end: '2026-05-15' }),
    ]);
    expect(rows.map(({ name, standing, daysRunning }) => [name, standing, daysRunning])).toEqual([
      ['running', 'running', 10.5],
      ['to be ended', 'running', 10.5],
      ['ended', 'ended', 14],
    ]);
    expect(rows.map(({ washoutUntil }) => washoutUntil)).toEqual([Date.parse('2026-06-27T00:00Z'), null, null]);
  });

  it('explain an empty list: none is named, or no such team', async () => {
    expect((await asked([])).notices).toEqual([
      { severity: 'info', text: expect.stringMatching(/No experiment is named in the settings/) },
    ]);
    expect((await asked([experiment('x', '2026-06-20')], context, ['Chekout'])).notices).toEqual([
      { severity: 'warning', text: 'No team of the settings is called "Chekout".' },
    ]);
  });
});
