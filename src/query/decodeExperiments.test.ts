import {
  decodeSettings,
  defaultExperiment,
  encodeSettings,
  fromProvisioning,
  toProvisioning,
  defaultSettings,
} from '.';

const teams = [{ name: 'Checkout' }, { name: 'Payments' }];
const decoded = (...experiments: unknown[]) => decodeSettings({ teams, experiments });
const whole = {
  name: 'Small batches',
  hypothesis: 'Split pull requests reach production sooner.',
  metric: 'changeLeadTime',
  start: '2026-04-06',
  end: '2026-06-01',
  teams: ['checkout'],
  repositories: ['acme/cart', 'promo-*'],
  washoutDays: '14',
  smallestEffect: 0.1,
  guardrails: ['changeFailRate'],
  notes: 'Agreed on in March.',
};

describe('the experiments of the settings', () => {
  it('are read whole, numbers also as text', () => {
    const { settings, problems } = decoded(whole);
    expect(problems).toEqual([]);
    expect(settings.experiments).toEqual([{ ...whole, washoutDays: 14 }]);
  });

  it('need a name, a metric and a start; the rest has defaults', () => {
    const { settings, problems } = decoded({ name: 'Bare', metric: 'changeFailRate', start: '2026-04-06' });
    expect(problems).toEqual([]);
    expect(settings.experiments).toEqual([
      { ...defaultExperiment, name: 'Bare', metric: 'changeFailRate', start: '2026-04-06' },
    ]);
  });

  it.each<[string, object, string, RegExp]>([
    ['no name', { name: ' ' }, 'name', /without a name is left out/],
    ['no metric', { metric: undefined }, 'metric', /Name the metric that decides/],
    ['a metric there is not', { metric: 'velocity' }, 'metric', /"velocity" is not known/],
    ['no start', { start: '' }, 'start', /Say when it starts/],
    ['a start that is no date', { start: '6 April' }, 'start', /"6 April" is no date/],
    ['an end that is no date', { end: '2026-02-30' }, 'end', /"2026-02-30" is no date/],
    ['an end on the day it starts', { end: '2026-04-06' }, 'end', /not after its start/],
    ['an end before its start', { end: '2025-04-06' }, 'end', /not after its start/],
    // 6 April + 56 days is 1 June, where it ends.
    ['a washout as long as itself', { washoutDays: 56 }, 'washoutDays', /56 days leaves nothing/],
    ['half a day of washout', { washoutDays: 0.5 }, 'washoutDays', /whole number of days/],
    ['a washout of years', { washoutDays: 700, end: null }, 'washoutDays', /from 0 to 366/],
    ['an effect of nothing', { smallestEffect: 0 }, 'smallestEffect', /above 0/],
    ['the deciding metric as guardrail', { guardrails: ['changeLeadTime'] }, 'guardrails', /decides already/],
    ['a team there is not', { teams: ['Chekout'] }, 'teams', /no team "Chekout"/],
    ['an address as repository', { repositories: ['https://github.com/acme/pay'] }, 'repositories', /no repository/],
  ])('say by field what is wrong: %s', (_, fields, field, sentence) => {
    const { problems } = decoded({ ...whole, ...fields });
    expect(problems).toEqual([{ field: `experiments[0].${field}`, message: expect.stringMatching(sentence) }]);
  });

  it('keep what a person typed, wrong or not', () => {
    const { settings } = decoded({ ...whole, start: '6 April', teams: ['Chekout'] });
    expect(settings.experiments[0]).toMatchObject({ start: '6 April', teams: ['Chekout'] });
  });

  it('are told apart by their names, whatever the case', () => {
    expect(decoded(whole, { ...whole, name: 'small batches' }).problems).toEqual([
      { field: 'experiments[1].name', message: expect.stringMatching(/only the first counts/) },
    ]);
  });

  it('come back from settings as saved, and from a provisioning file with their dates as text', async () => {
    const { settings } = decoded(whole);
    expect(decodeSettings(encodeSettings(settings)).settings.experiments).toEqual(settings.experiments);
    const yaml = await toProvisioning({
      name: 'DORA',
      uid: 'dora',
      settings: { ...defaultSettings, ...settings },
      others: {},
      secrets: [],
    });
    // Grafana's reader takes a bare date for a point in time.
    expect(yaml).toContain('start: "2026-04-06"');
    expect((await fromProvisioning(yaml)).entry?.settings.experiments).toEqual(settings.experiments);
  });
});
