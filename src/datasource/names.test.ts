import { lastValueFrom } from 'rxjs';
import { createDataSource, FakeEngine, now, from, requestOf } from './testing/fakes';
import { DoraVariableSupport } from './variables';

const payments = { name: 'payments', repositories: ['acme/pay', 'acme/ledger'], services: [{ name: 'pay-api' }] };
const web = { name: 'web', repositories: ['acme/web'], services: [{ name: 'shop' }] };

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
  it.each([
    ['teams in the order of the settings', { kind: 'teams', teams: [] }, ['web', 'payments']],
    [
      'all repositories, sorted',
      { kind: 'repositories', teams: [] },
      ['acme/ledger', 'acme/pay', 'acme/tools', 'acme/web'],
    ],
    ['the repositories of a team', { kind: 'repositories', teams: ['Payments'] }, ['acme/ledger', 'acme/pay']],
    ['of the teams of a variable', { kind: 'repositories', teams: ['$team'] }, ['acme/ledger', 'acme/pay', 'acme/web']],
    ['all, when the variable says All', { kind: 'services', teams: ['$all'] }, ['pay-api', 'shop']],
    ['the services of a team', { kind: 'services', teams: ['web'] }, ['shop']],
  ] as const)('list %s', async (_, choice, names) => {
    const { source } = createDataSource({
      engine: engineWith(),
      variables: { team: ['payments', 'web'], all: '$__all' },
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
    const { source, engine } = createDataSource({ engine: engineWith() });
    const listing = source.listNames({ kind: 'environments', teams: ['web'] }, requestOf());
    await Promise.resolve();
    expect(engine.runs[0]).toMatchObject({
      query: { queryType: 'deployments', outcome: 'all', filters: { teams: ['web'] } },
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
    const answer = { type: 'deployments', rows, notices: [] } as const;
    engine.runs[0].give({
      answer,
      complete: true,
      done: 1,
      total: 1,
      problems: [],
      calls: [],
      waitingUntil: null,
      readyAt: null,
    });
    expect(await listing).toEqual(['live', 'prod']);
  });

  it('say why when nothing can be listed', async () => {
    const engine = new FakeEngine();
    const message = 'The token is not accepted.';
    engine.names = {
      ...engine.names,
      problems: [{ source: 'github', kind: 'unauthorized', scope: null, message, retryAt: null }],
    };
    await expect(createDataSource({ engine }).source.listNames({ kind: 'teams', teams: [] }, {})).rejects.toThrow(
      message
    );
  });
});

describe('suggestNames', () => {
  it('offers dashboard variables before names', async () => {
    const { source } = createDataSource({ engine: engineWith(), variables: { team: 'web' } });
    expect(await source.suggestNames('teams')).toEqual(['$team', 'web', 'payments']);
  });

  it('offers what it can when the names cannot be had: a picker takes any text', async () => {
    const engine = engineWith();
    engine.directoryFailure = new Error('down');
    expect(await createDataSource({ engine, variables: { team: 'web' } }).source.suggestNames('teams')).toEqual([
      '$team',
    ]);
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
});
