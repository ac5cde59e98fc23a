import { AdHocVariableFilter, LoadingState } from '@grafana/data';
import { defaultFilters, DoraQuery, Filters, plainQuery } from '../query';
import { adHocFiltersOf, withAdHocFilters } from './adHocFilters';
import { createDataSource, FakeEngine, FakeTemplates, requestOf } from './testing/fakes';

const only = (filters: Partial<Filters>): Filters => ({ ...defaultFilters, ...filters });
const about = (filters: Partial<Filters>): DoraQuery => ({ ...plainQuery('metrics'), filters: only(filters) });
const filter = (key: string, operator: string, value: string, values?: string[]): AdHocVariableFilter => ({
  key,
  operator,
  value,
  ...(values !== undefined && { values }),
});

describe('ad hoc filters', () => {
  it.each<[string, Partial<Filters>, readonly AdHocVariableFilter[], Partial<Filters>]>([
    ['a team', {}, [filter('team', '=', 'web')], { teams: ['web'] }],
    ['several teams', {}, [filter('team', '=|', 'web', ['web', 'ops'])], { teams: ['web', 'ops'] }],
    ['several in a version without lists', {}, [filter('team', '=|', 'web')], { teams: ['web'] }],
    ['not a repository', {}, [filter('repository', '!=', 'acme/old')], { repositories: ['!acme/old'] }],
    [
      'none of several services',
      { services: ['pay*'] },
      [filter('service', '!=|', 'pay-old', ['pay-old', 'pay-test'])],
      { services: ['pay*', '!pay-old', '!pay-test'] },
    ],
    [
      'an environment beside a team of the query',
      { teams: ['web'] },
      [filter('environment', '=', 'prod')],
      { teams: ['web'], environments: ['prod'] },
    ],
    ['what both allow', { teams: ['web', 'ops'] }, [filter('team', '=|', 'ops', ['ops', 'pay'])], { teams: ['ops'] }],
    [
      'two filters of one key',
      {},
      [filter('team', '=|', 'web', ['web', 'ops']), filter('team', '!=', 'ops')],
      { teams: ['web', 'ops', '!ops'] },
    ],
    ['not one that is still being filled in', {}, [filter('team', '=', ''), filter('', '=', 'x')], {}],
  ])('narrow to %s', (_, own, filters, expected) => {
    expect(withAdHocFilters(about(own), filters)).toEqual({ query: about(expected), notices: [] });
  });

  it.each<[string, AdHocVariableFilter, RegExp]>([
    ['operators', filter('team', '=~', 'w.*'), /^The filter "team =~ w\.\*" was not applied: =~ is not understood/],
    ['comparisons', filter('team', '>', 'w'), /not applied: > is not understood/],
    ['keys', filter('region', '=', 'eu'), /not applied: there is no region here\. Filter by team, repository/],
  ])('say which %s they do not understand, and change nothing', (_, unknown, text) => {
    const query = about({ teams: ['web'] });
    const result = withAdHocFilters(query, [unknown]);
    expect(result.query).toEqual(query);
    expect(result.notices).toEqual([{ severity: 'warning', text: expect.stringMatching(text) }]);
  });

  it('say that runs are in no environment', () => {
    const result = withAdHocFilters(plainQuery('runs'), [filter('environment', '=', 'prod')]);
    expect(result).toMatchObject({ query: plainQuery('runs'), notices: [{ severity: 'info' }] });
  });

  it('that leave nothing of the query ask nothing, and say so in the panel', () => {
    const result = withAdHocFilters(about({ teams: ['web'] }), [filter('team', '=', 'ops')]);
    expect(result.query).toBeNull();
    expect(result.notices[0].text).toBe('The filter "team = ops" leaves nothing: this query is about web only.');
  });
});

describe('where ad hoc filters come from', () => {
  const kept = [filter('team', '=', 'kept')];
  class OlderTemplates extends FakeTemplates {
    getAdhocFilters(name: string) {
      return name === 'DORA' ? kept : [];
    }
  }

  it('is the request, also where it has none', () => {
    expect(adHocFiltersOf({ filters: [] }, new OlderTemplates(), 'DORA')).toEqual([]);
  });

  it('is the dashboard where the request does not say', () => {
    expect(adHocFiltersOf({}, new OlderTemplates(), 'DORA')).toEqual(kept);
    expect(adHocFiltersOf({}, new FakeTemplates(), 'DORA')).toEqual([]);
  });

  it('is nowhere when Grafana cannot say', () => {
    const broken = Object.assign(new FakeTemplates(), {
      getAdhocFilters: () => {
        throw new Error('no such data source');
      },
    });
    expect(adHocFiltersOf({}, broken, 'DORA')).toEqual([]);
  });
});

describe('the data source', () => {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const frequency = { ...plainQuery('metrics'), metrics: ['deploymentFrequency'] as const };

  it('applies them after the variables', async () => {
    const { source, engine } = createDataSource({ variables: { team: ['web', 'ops'] } });
    const target = { ...frequency, filters: only({ teams: ['$team'] }) };
    source.query({ ...requestOf(target), filters: [filter('team', '=', 'ops')] }).subscribe();
    await settle();
    expect(engine.runs[0].query.filters.teams).toEqual(['ops']);
  });

  it('answers at once and with a notice where they leave nothing', async () => {
    const { source, engine } = createDataSource();
    const target = { ...frequency, filters: only({ teams: ['web'] }) };
    const states: unknown[] = [];
    source.query({ ...requestOf(target), filters: [filter('team', '=', 'ops')] }).subscribe((packet) => {
      states.push([packet.state, packet.data[0].meta.notices.map(({ text }: { text: string }) => text)]);
    });
    await settle();
    expect(engine.runs).toEqual([]);
    expect(states).toEqual([[LoadingState.Done, [expect.stringContaining('leaves nothing')]]]);
  });

  it('takes them along to Explore', () => {
    const { source } = createDataSource();
    const [query] = source.interpolateVariablesInQueries([{ refId: 'A', ...frequency }], {}, [
      filter('team', '=', 'ops'),
    ]);
    expect(query.filters?.teams).toEqual(['ops']);
  });

  it('offers its keys, and of each the values that the other filters leave', async () => {
    const engine = new FakeEngine();
    engine.names = {
      organization: {
        teams: [
          { name: 'web', repositories: ['acme/web'], services: [{ name: 'shop' }] },
          { name: 'ops', repositories: ['acme/ops'], services: [] },
        ],
        repositories: ['acme/ops', 'acme/web'],
        services: [{ name: 'shop' }],
      },
      problems: [],
    };
    const { source } = createDataSource({ engine });
    expect((await source.getTagKeys()).map(({ text }) => text)).toEqual([
      'team',
      'repository',
      'service',
      'environment',
    ]);
    const values = async (key: string, filters: AdHocVariableFilter[] = []) =>
      (await source.getTagValues({ key, filters })).map(({ text }) => text);
    expect(await values('team')).toEqual(['web', 'ops']);
    expect(await values('repository', [filter('team', '=', 'ops')])).toEqual(['acme/ops']);
    // Its own filter does not narrow what else may be chosen.
    expect(await values('team', [filter('team', '=', 'ops')])).toEqual(['web', 'ops']);
    expect(await values('region')).toEqual([]);
  });
});
