import { givenChange, givenDeployment, givenIncident } from '../../metrics/givenEvents';
import { plainQuery, qualityChecks, QualityCheck, QualityQuery } from '../../query';
import { createMeter, Need, Problem } from '../../sources';
import { FindingRow, QualityRow } from '../answers';
import { lastProgress, paymentsEngine } from '../testing/asking';
import { at, hour, paymentsDirectory, paymentsEvents, paymentsSettings, range } from '../testing/payments';
import { qualityThresholds, statusOf } from './thresholds';

/** Hand-worked: the history, and what each deployment became, stand in `engine/testing/payments.ts`. */

type Options = Parameters<typeof paymentsEngine>;

async function answered(query: Partial<QualityQuery>, ...options: Options) {
  const { engine } = paymentsEngine(...options);
  return (await lastProgress(engine, { ...plainQuery('quality'), ...query })).answer;
}

async function rows(query: Partial<QualityQuery> = {}, ...options: Options): Promise<readonly QualityRow[]> {
  const answer = await answered(query, ...options);
  return answer.type === 'quality' ? answer.rows : [];
}

async function findings(query: Partial<QualityQuery> = {}, ...options: Options): Promise<readonly FindingRow[]> {
  const answer = await answered({ ...query, detail: 'findings' }, ...options);
  return answer.type === 'findings' ? answer.rows : [];
}

const unavailable: Problem = {
  source: 'pagerduty',
  kind: 'unavailable',
  scope: 'P00',
  message: 'The incidents of service P00 and 49 more services could not be read.',
  retryAt: null,
};

const minutes = (days: number) => at(days) / 60_000;
const brief = ({ check, value, k, n, status }: QualityRow) => [check, value, k, n, status];

describe('the checks of the small organisation', () => {
  it('are what one works out by hand, each once and in their order', async () => {
    expect((await rows()).map(brief)).toEqual([
      // d2, d3, d5 of d2, d3, d5: d4 is a rollback, d1 lies before the range, d6 failed.
      ['deploymentsWithChanges', 1, 3, 3, 'good'],
      // Fewer than 20 deployed changes, so 14 days count; now is day 21: merged from day 10 to 7, that is none.
      ['changesDeployed', null, 0, 0, null],
      ['leadTimesApproximate', 0, 0, 4, 'good'],
      ['leadTimesUnknown', 0, 0, 4, 'good'],
      ['incidentsMapped', 1, 2, 2, 'good'],
      // P1 names d2, P2 follows d3 within an hour.
      ['incidentsLinked', 1, 2, 2, null],
      ['linksCertain', 0.5, 1, 2, null],
      ['linksHigh', 0, 0, 2, null],
      ['linksLow', 0.5, 1, 2, 'good'],
      // acme/idle of two.
      ['repositoriesWithoutDeployments', 0.5, 1, 2, 'act'],
      ['repositoriesUnowned', 0, 0, 2, 'good'],
      ['servicesUnowned', 0, 0, 1, 'good'],
      // Idle has no service.
      ['teamsIncomplete', 0.5, 1, 2, 'act'],
      ['overridesUnknown', 0, null, 0, 'good'],
      // Of d2, d3, d4, d5, d6.
      ['deploymentsPending', 0, 0, 5, 'good'],
      ['deploymentsBroken', 0.2, 1, 5, 'look'],
      ['incidentsUnacknowledged', 1, 2, 2, 'act'],
      // P2 began on day 13 and is open for eight days.
      ['incidentsOpen', 1, null, 2, 'look'],
      ['permissions', 0, null, 3, 'good'],
      ['reading', 0, null, 3, 'good'],
      ['freshness', 0, null, expect.any(Number), 'good'],
      ['calls', 0, null, 0, null],
      ['budget', null, null, 0, null],
    ]);
  });

  it('say what they mean and what to do in whole sentences', async () => {
    for (const { meaning, advice, title } of await rows()) {
      expect([title, meaning, advice]).toEqual([
        expect.stringMatching(/^[A-Z]/),
        expect.stringMatching(/^[A-Z0-9].*\.$/),
        expect.stringMatching(/^[A-Z].*\.$/),
      ]);
      expect(`${meaning}${advice}`).not.toContain('{{');
    }
  });

  it('find the very things, with what was seen instead and where to look', async () => {
    const found = await findings({ checks: ['repositoriesWithoutDeployments', 'incidentsOpen', 'teamsIncomplete'] });
    expect(found).toMatchObject([
      {
        check: 'repositoriesWithoutDeployments',
        kind: 'repository',
        thing: 'acme/idle',
        team: 'Idle',
        found:
          'Deployments are read from GitHub Deployments; production is what matches "prod|live". No deployment to any environment was seen in this time range.',
      },
      { check: 'teamsIncomplete', kind: 'team', thing: 'Idle' },
      { check: 'incidentsOpen', kind: 'incident', thing: 'P2', team: 'Payments', since: at(13) + hour },
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  it('stand beside each other team by team, what nobody owns last', async () => {
    const byTeam = await rows({
      groupBy: ['team'],
      checks: ['deploymentsBroken', 'servicesUnowned', 'teamsIncomplete'],
    });
    expect(byTeam.map(({ team, check, k, n }) => [team, check, k, n])).toEqual([
      ['Payments', 'teamsIncomplete', 0, 1],
      ['Payments', 'deploymentsBroken', 1, 5],
      ['Idle', 'teamsIncomplete', 1, 1],
      ['Idle', 'deploymentsBroken', 0, 0],
      [null, 'servicesUnowned', 0, 1],
      [null, 'deploymentsBroken', 0, 0],
    ]);
  });

  it('leave what nobody owns unjudged where a filter hides most of it', async () => {
    const filters = { ...plainQuery('quality').filters, teams: ['Payments'] };
    const [row] = await rows({ filters, checks: ['servicesUnowned'] });
    expect(row).toMatchObject({ value: null, status: null, meaning: expect.stringContaining('without a filter') });
  });
});

describe('what is wrong', () => {
  const one = async (check: QualityCheck, ...options: Options) => {
    const [row] = await rows({ checks: [check] }, ...options);
    return { row, found: await findings({ checks: [check] }, ...options) };
  };
  const settings = (given: Partial<typeof paymentsSettings>): Options[1] => ({
    settings: { ...paymentsSettings, ...given },
  });

  it('is a service and a repository nobody owns; an archived one is no trouble', async () => {
    const repository = { ...paymentsDirectory.repositories[0], url: 'https://github.example/acme/lost' };
    const directory = {
      ...paymentsDirectory,
      services: [...paymentsDirectory.services, { id: 'PX', name: 'search', teams: [], url: null }],
      repositories: [
        ...paymentsDirectory.repositories,
        { ...repository, name: 'acme/lost' },
        { ...repository, name: 'acme/old', archived: true },
      ],
    };
    const service = await one('servicesUnowned', { directory });
    expect(service.row).toMatchObject({ k: 1, n: 2, status: 'act' });
    expect(service.found).toMatchObject([{ thing: 'search', found: expect.stringContaining('not read at all') }]);
    const lost = await one('repositoriesUnowned', { directory });
    expect(lost.row).toMatchObject({ k: 1, n: 3, status: 'act' });
    expect(lost.found).toMatchObject([{ thing: 'acme/lost', url: 'https://github.example/acme/lost' }]);
  });

  it('is a deployment that never finished', async () => {
    const stuck = givenDeployment('d7', 'f'.repeat(40), minutes(18), {
      status: 'pending',
      finishedAt: null,
      createdAt: at(18),
      origin: 'deployment',
    });
    const fresh = { ...stuck, id: 'd8', createdAt: at(20) + hour };
    const events = { ...paymentsEvents, deployments: [...paymentsEvents.deployments, stuck, fresh] };
    const { row, found } = await one('deploymentsPending', { events });
    expect(row).toMatchObject({ k: 1, n: 6, status: 'act' });
    expect(found).toMatchObject([{ thing: 'acme/pay fffffff', since: at(18) }]);
  });

  it('is a change that waits longer than 95 % of the others did', async () => {
    // Twenty changes were deployed a day after their merge by one deployment; one more was left behind.
    const changes = Array.from({ length: 20 }, (_, index) => givenChange(100 + index, `m${index}`, minutes(12)));
    const commits = changes.map(({ repository, mergeSha }, index) => ({
      repository,
      sha: mergeSha ?? '',
      parents: index === 0 ? ['base'] : [`m${index - 1}`],
      authoredAt: at(12),
      committedAt: at(12),
      message: '',
      author: null,
    }));
    const base = { ...commits[0], sha: 'base', parents: [] };
    const events = {
      changes: [...changes, givenChange(200, 'left', minutes(13))],
      commits: [base, ...commits, { ...base, sha: 'left', parents: ['base'] }],
      deployments: [
        givenDeployment('e1', 'base', minutes(5), { origin: 'deployment' }),
        givenDeployment('e2', 'm19', minutes(13), { origin: 'deployment' }),
      ],
    };
    const { row, found } = await one('changesDeployed', { events });
    expect(row).toMatchObject({ k: 20, n: 21, status: 'good' });
    expect(row.meaning).toContain('more than 1 days ago');
    expect(found).toMatchObject([{ thing: 'acme/pay', count: 1, since: at(13) }]);
  });

  it('is an incident on a service that belongs to nobody', async () => {
    const incidents = [
      ...paymentsEvents.incidents,
      givenIncident('F1', minutes(12), minutes(13), { service: 'search' }),
    ];
    const { row, found } = await one('incidentsMapped', { id: 'feed', events: { ...paymentsEvents, incidents } });
    expect(row).toMatchObject({ k: 2, n: 3, status: 'act' });
    expect(found).toMatchObject([{ kind: 'service', thing: 'search', count: 1, team: null }]);
  });

  it('is a ruling that names a deployment or an incident there is none of', async () => {
    const override = { author: 'ann', reason: '' };
    const overrides = [
      { ...override, incident: 'P2', deployment: 'd99' },
      { ...override, incident: 'P77', deployment: null },
      { ...override, incident: 'P1', deployment: 'd3' },
    ];
    const ruled = settings({ rules: { ...paymentsSettings.rules, overrides } });
    const known = await one('overridesUnknown', {}, ruled);
    // Of PagerDuty only the time range is known: P77 may be an older one.
    expect(known.found.map(({ thing }) => thing)).toEqual(['P2']);
    expect(known.row).toMatchObject({ value: 1, n: 3, status: 'look' });
    const whole = await one('overridesUnknown', { id: 'feed' }, ruled);
    expect(whole.found.map(({ thing }) => thing)).toEqual(['P2', 'P77']);
  });

  it('is what the token may not read', async () => {
    const { row, found } = await one('permissions', { forbidden: ['acme/idle'] });
    expect(row).toMatchObject({ status: 'act', value: found.length });
    expect(found[0]).toMatchObject({ thing: 'acme/idle', team: 'Idle', found: expect.stringContaining('permission') });
  });

  it('is named however much is missing, also where one problem stands for all', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `P${String(index).padStart(2, '0')}`);
    const services = ids.map((id) => ({ id, name: `service ${id}`, teams: [], url: null }));
    const { engine, source } = paymentsEngine(
      { directory: { ...paymentsDirectory, services } },
      { settings: { ...paymentsSettings, teams: [] } }
    );
    const { fetch } = source;
    source.fetch = async function* (needs, signal) {
      const isLost = ({ kind }: Need) => kind === 'incidents';
      yield* fetch.call(
        source,
        needs.filter((need) => !isLost(need)),
        signal
      );
      for (const need of needs.filter(isLost)) {
        yield { need, events: {}, covered: null, baselineKnown: false, problem: unavailable };
      }
    };
    const query = { ...plainQuery('quality'), detail: 'findings' as const, checks: ['reading' as const] };
    const { answer } = await lastProgress(engine, query);
    const found = answer.type === 'findings' ? answer.rows : [];
    expect(found.map(({ kind, thing }) => [kind, thing])).toEqual(ids.map((id) => ['service', `service ${id}`]));
    expect(found.map((row) => row.found).slice(0, 2)).toEqual([unavailable.message, 'Could not be read: service P01.']);
    // A panel names forty and says where all are.
    const said = await lastProgress(engine, { ...plainQuery('incidents') });
    expect(said.answer.notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/service P39 and 10 more\. The findings of a data quality query name them all\.$/)
    );
  });

  it('is a limit that is nearly used up, unless it has been reset since', async () => {
    const told = (resetAt: number) => {
      const meter = createMeter();
      meter.spent({ upstream: 'github/graphql', purpose: '', at: 0, cost: 12 });
      meter.told('github/graphql', { cost: 12, limit: 5_000, remaining: 400, resetAt }, range.now - 60_000);
      return rows({ checks: ['calls', 'budget'] }, {}, { meter });
    };
    expect((await told(range.now + hour)).map(brief)).toEqual([
      ['calls', 1, null, 1, null],
      ['budget', 0.08, 400, 5_000, 'act'],
    ]);
    expect((await told(range.now - 1))[1]).toMatchObject({ value: null, status: null });
  });
});

describe('thresholds', () => {
  it.each<[QualityCheck, number | null, string | null]>([
    ['deploymentsWithChanges', 0.9, 'good'],
    ['deploymentsWithChanges', 0.89, 'look'],
    ['deploymentsWithChanges', 0.69, 'act'],
    ['leadTimesApproximate', 0.05, 'good'],
    ['leadTimesApproximate', 0.2, 'look'],
    ['leadTimesApproximate', 0.21, 'act'],
    ['overridesUnknown', 1_000, 'look'],
    ['permissions', 1, 'act'],
    ['incidentsLinked', 0, null],
    ['budget', null, null],
  ])('make %s of %s %s', (check, value, status) => {
    expect(statusOf(check, value)).toBe(status);
  });

  it('exist for every check, or say that it only informs', () => {
    expect(Object.keys(qualityThresholds).sort()).toEqual([...qualityChecks].sort());
  });
});
