import { givenDeployment } from '../../../metrics/givenEvents';
import { defaultTeam, DoraSettings, ItemsQuery, MetricsQuery, plainQuery } from '../../../query';
import { lastProgress, paymentsEngine } from '../../testing/asking';
import { at, paymentsEvents, paymentsSettings } from '../../testing/payments';

/** Groups that stand empty beside others; the history stands in `engine/testing/payments.ts`: nothing happens in team Idle. */

interface World {
  readonly settings?: Partial<DoraSettings>;
  readonly events?: typeof paymentsEvents;
}

async function said(query: MetricsQuery | ItemsQuery, { settings = {}, events = paymentsEvents }: World = {}) {
  const { engine } = paymentsEngine({ events }, { settings: { ...paymentsSettings, ...settings } });
  const { answer } = await lastProgress(engine, query);
  return answer.notices.map(({ severity, text }) => `${severity}: ${text}`).filter((text) => text.includes(': No '));
}

const perTeam = (...metrics: MetricsQuery['metrics']): MetricsQuery => ({
  ...plainQuery('metrics'),
  metrics,
  groupBy: ['team'],
});

/** d1 came first and delivered nothing that can be told; in the time range change 6 comes to another environment for the first time. */
const elsewhere = {
  ...paymentsEvents,
  deployments: [
    ...paymentsEvents.deployments,
    {
      ...givenDeployment('e1', 'f6'.repeat(20), at(19) / 60_000, { environment: 'production-eu' }),
      origin: 'deployment' as const,
    },
  ],
};

describe('a group without a value beside groups with one', () => {
  it.each<[string, MetricsQuery, World, readonly string[]]>([
    ['has had nothing to count: that is 0', perTeam('deploymentFrequency'), {}, []],
    [
      'is named once for all metrics of which it is the same',
      perTeam('deploymentFrequency', 'changeLeadTime', 'changeFailRate', 'timeToRestore'),
      {},
      [
        'info: No change lead time or change fail rate for 1 of 2 teams (no production deployment: Idle). No time to restore for 1 of 2 teams (no service: Idle).',
      ],
    ],
    [
      'is set apart from another with another reason',
      perTeam('changeLeadTime'),
      { settings: { teams: [...paymentsSettings.teams, { ...defaultTeam, name: 'New' }] } },
      ['info: No change lead time for 2 of 3 teams (no production deployment: Idle; no repository: New).'],
    ],
    [
      'has deployments that tell nothing of it',
      { ...perTeam('changeLeadTime', 'failedDeploymentRecoveryTime'), groupBy: ['environment'] },
      { events: elsewhere },
      [
        'info: No change lead time for 1 of 2 environments (since when changes waited cannot be known: production-eu). No failed deployment recovery time for 1 of 2 environments (no deployment failed: production-eu).',
      ],
    ],
    [
      'has none in any of its points',
      { ...perTeam('changeFailRate'), interval: 'week' },
      {},
      ['info: No change fail rate for 1 of 2 teams (no production deployment: Idle).'],
    ],
    [
      'has a deployment that brought nothing known',
      { ...perTeam('changeLeadTime', 'changeFailRate'), groupBy: ['team', 'environment'] },
      { events: { ...elsewhere, changes: paymentsEvents.changes.filter(({ id }) => id !== '6') } },
      ['info: No change lead time for 1 of 2 groups (no known change in a deployment: Payments · production-eu).'],
    ],
  ])('%s', async (_, query, world, expected) => {
    expect(await said(query, world)).toEqual(expected);
  });

  it('is left to the reason of them all where no group has a value', async () => {
    const events = { ...paymentsEvents, deployments: [] };
    expect(await said(perTeam('changeLeadTime'), { events })).toEqual([
      expect.stringMatching(/^warning: No successful production deployment of 2 repositories in this time range\./),
    ]);
  });
});

describe('the explanation of an empty group', () => {
  it.each<[Partial<ItemsQuery>, readonly string[]]>([
    [
      { metric: 'changeLeadTime', group: { team: 'Idle' } },
      ['warning: No change lead time for Idle: no production deployment.'],
    ],
    [
      { metric: 'timeToRestore', outcome: 'counted', group: { team: 'Idle' } },
      ['warning: No time to restore for Idle: no service.'],
    ],
    [{ metric: 'changeLeadTime', group: { team: 'Payments' } }, []],
  ])('speaks of that group and not of others: %j', async (more, expected) => {
    expect(await said({ ...plainQuery('items'), ...more })).toEqual(expected);
  });
});
