import { defaultExperiment, defaultFilters, defaultSettings, defaultTeam, Experiment, Filters } from '.';
import { experimentPeriod, experimentsOf } from './experiments';

const experiment = (given: Partial<Experiment>): Experiment => ({
  ...defaultExperiment,
  name: 'x',
  metric: 'changeLeadTime',
  start: '2026-03-23',
  ...given,
});
const at = (text: string) => Date.parse(text);

describe('when an experiment takes place', () => {
  it.each<[string, string, Partial<Experiment>, string, string | null, string]>([
    ['days begin in UTC', 'UTC', { end: '2026-04-06' }, '2026-03-23T00:00Z', '2026-04-06T00:00Z', '2026-03-23T00:00Z'],
    // Berlin is an hour ahead until 29 March 2026, then two.
    [
      'days begin in Berlin, across the change of clocks',
      'Europe/Berlin',
      { end: '2026-04-06', washoutDays: 10 },
      '2026-03-22T23:00Z',
      '2026-04-05T22:00Z',
      '2026-04-01T22:00Z',
    ],
    [
      'an instant is one',
      'Asia/Tokyo',
      { start: '2026-03-23T12:00:00Z' },
      '2026-03-23T12:00Z',
      null,
      '2026-03-23T12:00Z',
    ],
    ['an end before the start is none', 'UTC', { end: '2026-03-01' }, '2026-03-23T00:00Z', null, '2026-03-23T00:00Z'],
  ])('%s', (_, zone, given, start, end, washoutUntil) => {
    expect(experimentPeriod(experiment(given), zone)).toEqual({
      start: at(start),
      end: end === null ? null : at(end),
      washoutUntil: at(washoutUntil),
    });
  });

  it('is not known without a date', () => {
    expect(experimentPeriod(experiment({ start: 'soon' }), 'UTC')).toBeNull();
  });
});

describe('which experiments count', () => {
  const teams = [
    { ...defaultTeam, name: 'Checkout', repositories: ['acme/cart', 'acme/checkout-*'] },
    { ...defaultTeam, name: 'Payments', repositories: ['acme/pay'] },
    { ...defaultTeam, name: 'Identity', githubTeam: 'acme/identity' },
  ];
  const names = (experiments: ReadonlyArray<Partial<Experiment>>, filters: Partial<Filters> = {}) =>
    experimentsOf(
      { ...defaultSettings, teams, experiments: experiments.map(experiment) },
      { ...defaultFilters, ...filters }
    ).map(({ name }) => name);

  it('are those with a name, the first of each', () => {
    expect(names([{ name: '' }, { name: 'a', notes: '1' }, { name: 'A', notes: '2' }, { name: 'b' }])).toEqual([
      'a',
      'b',
    ]);
  });

  it.each<[string, Partial<Experiment>, Partial<Filters>, boolean]>([
    ['everybody', {}, { teams: ['Payments'], repositories: ['acme/pay'] }, true],
    ['its team', { teams: ['Checkout'] }, { teams: ['check*'] }, true],
    ['another team', { teams: ['Checkout'] }, { teams: ['Payments'] }, false],
    ['a team left out', { teams: ['Checkout'] }, { teams: ['!Checkout'] }, false],
    ['the other of two', { teams: ['Checkout', 'Payments'] }, { teams: ['!Checkout'] }, true],
    ['a repository of the team', { repositories: ['acme/checkout-api'] }, { teams: ['Checkout'] }, true],
    ['no repository of the team', { repositories: ['acme/checkout-api'] }, { teams: ['Payments'] }, false],
    ['perhaps one of a GitHub team', { repositories: ['acme/checkout-api'] }, { teams: ['Identity'] }, true],
    ['its repository', { repositories: ['acme/pay'] }, { repositories: ['acme/p*'] }, true],
    ['another repository', { repositories: ['acme/pay'] }, { repositories: ['acme/cart'] }, false],
    ['a repository of its team', { teams: ['Payments'] }, { repositories: ['acme/pay'] }, true],
    ['a repository of another team', { teams: ['Payments'] }, { repositories: ['acme/cart'] }, false],
    ['perhaps one of its patterns', { teams: ['Checkout'] }, { repositories: ['acme/pay'] }, true],
  ])('and may concern what is asked about: %s', (_, given, filters, isIn) => {
    expect(names([given], filters)).toEqual(isIn ? ['x'] : []);
  });
});
