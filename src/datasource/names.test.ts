import { lastValueFrom } from 'rxjs';
import { createDataSource, FakeEngine, now, from, requestOf } from './testing/fakes';
import { complete } from '../engine/testing/complete';
import { NameChoice } from './storedQuery';
import { NameKind } from './types';
import { DoraVariableSupport } from './variables';

const payments = { name: 'payments', repositories: ['acme/pay', 'acme/ledger'], services: [{ name: 'pay-api' }] };
const web = { name: 'web', repositories: ['acme/web'], services: [{ name: 'shop' }] };

const choose = (kind: NameKind, given: Partial<NameChoice> = {}): NameChoice => ({
  kind,
  teams: [],
  repositories: [],
  ...given,
});

function engineWith(problems: FakeEngine['names']['problems'] = []): FakeEngine {
  const engine = new FakeEngine();
  engine.names = {
    organization: {
      teams: [web, payments],
      repositories: ['acme/web', 'acme/pay', 'acme/ledger', 'acme/tools'],
      services: [{ name: 'shop' }, { name: 'pay-api' }],
    },
    problems,
  };
  return engine;
}

describe('variables', () => {
  it.each<[string, NameChoice, readonly string[]]>([
    ['teams in the order of the settings', choose('teams'), ['web', 'payments']],
    ['all repositories, sorted', choose('repositories'), ['acme/ledger', 'acme/pay', 'acme/tools', 'acme/web']],
    ['the repositories of a team', choose('repositories', { teams: ['Payments'] }), ['acme/ledger', 'acme/pay']],
    [
      'of the teams of a variable',
      choose('repositories', { teams: ['$team'] }),
      ['acme/ledger', 'acme/pay', 'acme/web'],
    ],
    ['of teams by a pattern', choose('services', { teams: ['p*'] }), ['pay-api']],
    ['of all teams but one', choose('repositories', { teams: ['!payments'] }), ['acme/web']],
    ['all, when the variable says All', choose('services', { teams: ['$all'] }), ['pay-api', 'shop']],
    ['all, when its custom value matches everything', choose('services', { teams: ['$any'] }), ['pay-api', 'shop']],
    ['the services of a team', choose('services', { teams: ['web'] }), ['shop']],
  ])('list %s', async (_, choice, names) => {
    const { source } = createDataSource({
      engine: engineWith(),
      variables: { team: ['payments', 'web'], all: '$__all', any: '.*' },
    });
    expect(await source.listNames(choice, {})).toEqual(names);
  });

  it('come as a frame of text and value', async () => {
    const { source } = createDataSource({ engine: engineWith() });
    const support = new DoraVariableSupport(source, () => null);
    const { targets: _, ...request } = requestOf();
    const answer = await lastValueFrom(support.query({ ...request, targets: [{ refId: 'teams', kind: 'teams' }] }));
    expect(answer.data[0].fields).toEqual([
      expect.objectContaining({ name: 'text', values: ['web', 'payments'] }),
      expect.objectContaining({ name: 'value', values: ['web', 'payments'] }),
    ]);
  });

  it('find environments in the deployments of the time range', async () => {
    const { source, engine } = createDataSource({
      engine: engineWith(),
      variables: { repository: ['acme/web', 'acme/tools'] },
    });
    const listing = source.listNames(
      choose('environments', { teams: ['web'], repositories: ['$repository'] }),
      requestOf()
    );
    await Promise.resolve();
    expect(engine.runs[0]).toMatchObject({
      query: {
        queryType: 'deployments',
        outcome: 'all',
        filters: { teams: ['web'], repositories: ['acme/web', 'acme/tools'] },
      },
      context: { from, to: now },
    });
    const deployment = {
      team: null,
      service: null,
      url: null,
      finishedAt: now,
      changes: 0,
      failed: false,
      rework: false,
    };
    const nothing = { rule: null, confidence: null, evidence: null, recoveredAt: null, recoveryTime: null };
    const rows = ['prod', 'live', 'prod'].map((environment, index) => ({
      ...deployment,
      ...nothing,
      id: `d${index}`,
      repository: 'acme/web',
      sha: 'c',
      status: 'success',
      environment,
    }));
    engine.runs[0].give(complete({ type: 'deployments', rows, notices: [] }));
    expect(await listing).toEqual(['live', 'prod']);
  });

  it('find workflows in the runs of the last two weeks of the time range, and no other kind of event', async () => {
    const { source, engine } = createDataSource({ engine: engineWith() });
    const listing = source.listNames(choose('workflows'), requestOf());
    await Promise.resolve();
    expect(engine.runs[0]).toMatchObject({
      query: { queryType: 'runs' },
      context: { from: now - 14 * 86_400_000, to: now },
    });
    const run = {
      repository: 'acme/web',
      branch: null,
      sha: 'c',
      event: null,
      attempt: 1,
      conclusion: null,
      url: null,
    };
    const times = { createdAt: now, startedAt: null, finishedAt: null, duration: null };
    const rows = ['deploy', 'ci', 'deploy'].map((workflow, index) => ({ id: `${index}`, workflow, ...run, ...times }));
    engine.runs[0].give(complete({ type: 'runs', rows, notices: [] }));
    expect(await listing).toEqual(['ci', 'deploy']);
  });

  it('find labels on the changes of the time range', async () => {
    const { source, engine } = createDataSource({ engine: engineWith() });
    const listing = source.listNames(choose('labels', { teams: ['web'] }), requestOf());
    await Promise.resolve();
    expect(engine.runs[0]).toMatchObject({ query: { queryType: 'changes', filters: { teams: ['web'] } } });
    const change = { repository: 'acme/web', number: 1, title: '', author: null, team: null, url: null, mergedAt: now };
    const deployed = { deployment: null, deployedAt: null, leadTime: null, approximate: false, reason: null };
    const rows = [['bug', 'docs'], [], ['bug']].map((labels, id) => ({ id: `${id}`, labels, ...change, ...deployed }));
    engine.runs[0].give(complete({ type: 'changes', rows, notices: [] }));
    expect(await listing).toEqual(['bug', 'docs']);
  });

  it('stop asking when nobody waits for the variable any more', async () => {
    const { source, engine } = createDataSource({ engine: engineWith() });
    const { targets: _, ...request } = requestOf();
    const support = new DoraVariableSupport(source, () => null);
    const target = { refId: 'workflows', kind: 'workflows' as const };
    const subscription = support.query({ ...request, targets: [target] }).subscribe();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(engine.runs[0].signal.aborted).toBe(false);
    subscription.unsubscribe();
    expect(engine.runs[0].signal.aborted).toBe(true);
  });

  it('say why when nothing can be listed', async () => {
    const engine = new FakeEngine();
    const message = 'The token is not accepted.';
    engine.names = {
      ...engine.names,
      problems: [{ source: 'github', kind: 'unauthorized', scope: null, message, retryAt: null }],
    };
    await expect(createDataSource({ engine }).source.listNames(choose('teams'), {})).rejects.toThrow(message);
  });
});

describe('suggestNames', () => {
  it('offers dashboard variables before names', async () => {
    const { source } = createDataSource({ engine: engineWith(), variables: { team: 'web' } });
    expect(await source.suggestNames(choose('teams'))).toEqual({
      variables: ['$team'],
      names: ['web', 'payments'],
      problem: null,
    });
  });

  it('says why names cannot be had and offers what it can: a picker takes any text', async () => {
    const engine = engineWith();
    engine.directoryFailure = new Error('down');
    const { source } = createDataSource({ engine, variables: { team: 'web' } });
    expect(await source.suggestNames(choose('teams'))).toEqual({ variables: ['$team'], names: [], problem: 'down' });
  });
});

describe('testDatasource', () => {
  const github = { source: 'github', ok: true, message: 'Signed in as ann.', details: ['12 repositories'] } as const;
  const pagerduty = {
    source: 'pagerduty',
    ok: false,
    message: 'The key is not accepted. Create another.',
    details: [],
  } as const;

  it('reports each connection, what is wrong first', async () => {
    const engine = new FakeEngine();
    engine.reports = [github, pagerduty];
    const result = await createDataSource({ engine }).source.testDatasource();
    expect(result.status).toBe('error');
    expect(result.message).toBe('PagerDuty: The key is not accepted. Create another. GitHub: Signed in as ann.');
    expect(result.details?.verboseMessage).toBe(
      'GitHub: Signed in as ann.\n  12 repositories\n\nPagerDuty: The key is not accepted. Create another.'
    );
  });

  it('is a success when all is well and a warning when a setting is not understood', async () => {
    const engine = new FakeEngine();
    engine.reports = [github];
    expect((await createDataSource({ engine }).source.testDatasource()).status).toBe('success');
    const jsonData = { organizations: ['acme/pay'] };
    const result = await createDataSource({ engine, jsonData }).source.testDatasource();
    expect(result).toMatchObject({ status: 'warning', message: expect.stringContaining('"acme/pay"') });
  });

  it('says what to do when nothing is switched on', async () => {
    const result = await createDataSource().source.testDatasource();
    expect(result).toMatchObject({
      status: 'error',
      message: expect.stringContaining('Switch on GitHub or PagerDuty'),
    });
  });

  it.each([
    ['repositories', ['nobody'], 'No repository belongs to nobody'],
    ['services', ['tools'], 'No service belongs to tools'],
  ] as const)('say why there are no %s', async (kind, teams, beginning) => {
    const { source } = createDataSource({ engine: engineWith() });
    const { names, problem } = await source.suggestNames(choose(kind, { teams }), undefined);
    expect([names, problem]).toEqual([[], expect.stringContaining(beginning)]);
  });

  it('say with the answer’s own words why no event bears one', async () => {
    const { source, engine } = createDataSource({ engine: engineWith() });
    const offer = source.suggestNames(choose('environments'), undefined);
    await Promise.resolve();
    const notices = [
      { severity: 'info', text: 'Something else.' },
      { severity: 'warning', text: 'No deployment was seen.', explainsEmptiness: true },
    ] as const;
    engine.runs[0].give(complete({ type: 'deployments', rows: [], notices }));
    expect(await offer).toMatchObject({ names: [], problem: 'No deployment was seen.' });
  });
});
