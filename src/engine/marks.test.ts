import { Directory } from '../events';
import { givenChange, givenCommit, givenDeployment, givenEvents, givenIncident } from '../metrics/givenEvents';
import { metricNames } from '../metrics';
import { defaultSettings, defaultTeam, DoraSettings, plainQuery } from '../query';
import { Problem } from '../sources';
import { createEngine } from './engine';
import { lastProgress, rowsIn } from './testing/asking';
import { at, now, range, start } from './testing/payments';
import { RecordedSource, RecordedSourceOptions } from './testing/recordedSource';

/**
 * Which numbers are marked while something they rest on is missing. `acme/pay` and `acme/refund` are run by the service
 * `pay`, `acme/web` by `web`. An incident of `pay` begins on day 12, an hour after `acme/refund` was deployed and two
 * after `acme/pay`.
 */
const minutes = (days: number): number => start / 60_000 + days * 1_440;
const hour = 1 / 24;

const names = ['acme/pay', 'acme/refund', 'acme/web'];
const sha = (name: string, index: number) => `${name.length}${index}`.repeat(20);

const events = givenEvents({
  commits: names.flatMap((repository) =>
    [0, 1].map((index) => ({
      ...givenCommit(sha(repository, index), index === 0 ? [] : [sha(repository, 0)], minutes(1 + index * 9)),
      repository,
    }))
  ),
  changes: names.flatMap((repository) =>
    [0, 1].map((index) => ({ ...givenChange(index + 1, sha(repository, index), minutes(1 + index * 9)), repository }))
  ),
  deployments: names.flatMap((repository, order) =>
    [0, 1].map((index) => ({
      ...givenDeployment(
        `${repository} ${index}`,
        sha(repository, index),
        minutes([2, 12 - 2 * hour + order * hour][index])
      ),
      repository,
      origin: 'deployment' as const,
    }))
  ),
  incidents: [givenIncident('P1', minutes(12), minutes(13), { service: 'pay', serviceId: 'PPAY' })],
});

const directory: Directory = {
  repositories: names.map((name) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null })),
  services: ['pay', 'web'].map((name) => ({ id: `P${name.toUpperCase()}`, name, teams: [], url: null })),
  teamRepositories: {},
};

const settings: DoraSettings = {
  ...defaultSettings,
  organizations: ['acme'],
  teams: [
    {
      ...defaultTeam,
      name: 'All',
      repositories: names,
      services: ['pay', 'web'],
      serviceRepositories: { pay: ['acme/pay', 'acme/refund'], web: ['acme/web'] },
    },
  ],
};

const query = { ...plainQuery('metrics'), metrics: metricNames, groupBy: ['repository' as const] };

/** Metric and repository of the rows that are marked, as `metric of repository`. */
async function marked(
  options: Partial<RecordedSourceOptions>,
  problems: readonly Problem[] = [],
  asked = query,
  given = settings
) {
  const source = new RecordedSource({ events, directory, ...options });
  source.discover = async () => ({ directory: options.directory ?? directory, problems });
  const engine = createEngine({ sources: [source], settings: given, clock: { now: () => now } });
  const { answer } = await lastProgress(engine, asked, { ...range, from: at(10), to: at(20) });
  return rowsIn(answer).flatMap(({ metric, group, incomplete }) =>
    incomplete ? [`${metric} of ${group.repository ?? '-'}`] : []
  );
}

const blamed = ['changeFailRate', 'failedDeploymentRecoveryTime', 'deploymentReworkRate', 'timeToRestore'];

it('nothing is marked where everything is there', async () => {
  expect(await marked({})).toEqual([]);
});

it('what incidents are blamed on is marked where a repository of the same service cannot be read', async () => {
  const found = await marked({ forbidden: ['acme/refund'] });
  // Unread, `acme/refund` leaves the incident to `acme/pay`; its own deployments and lead times are all there.
  expect(found.filter((row) => row.endsWith('acme/pay'))).toEqual(blamed.map((metric) => `${metric} of acme/pay`));
  expect(found.filter((row) => row.endsWith('acme/web'))).toEqual([]);
  expect(found).toContain('deploymentFrequency of acme/refund');
});

it('is marked too where the service runs both because they go by its name', async () => {
  // The settings say nothing of the service `pay`: `acme/pay` and `other/pay` are called like it.
  const name = (repository: string) => (repository === 'acme/refund' ? 'other/pay' : repository);
  const renamed = <Of extends { readonly repository: string }>(list: readonly Of[]) =>
    list.map((one) => ({ ...one, repository: name(one.repository) }));
  const namesakes = {
    ...events,
    commits: renamed(events.commits),
    changes: renamed(events.changes),
    deployments: renamed(events.deployments),
  };
  const repositories = directory.repositories.map((one) => ({ ...one, name: name(one.name) }));
  const given = { events: namesakes, directory: { ...directory, repositories }, forbidden: ['other/pay'] };
  const found = await marked(given, [], query, { ...settings, organizations: ['acme', 'other'], teams: [] });
  expect(found.filter((row) => row.endsWith('acme/pay'))).toEqual(blamed.map((metric) => `${metric} of acme/pay`));
  expect(found.filter((row) => row.endsWith('acme/web'))).toEqual([]);
});

it('a service is named as people know it', async () => {
  const source = new RecordedSource({ events, directory, forbidden: ['PPAY'] });
  const engine = createEngine({ sources: [source], settings, clock: { now: () => now } });
  const { answer } = await lastProgress(engine, query, range);
  expect(answer.notices.map(({ text }) => text)).toContain('Could not be read, so not in these numbers: pay.');
});

it('time to restore by repository rests on what caused an incident; in all it rests on incidents alone', async () => {
  expect(await marked({ forbidden: ['acme/web'] })).toContain('timeToRestore of acme/web');
  const inAll = await marked({ forbidden: ['acme/web'] }, [], { ...query, groupBy: [] });
  expect(inAll).toContain('changeFailRate of -');
  expect(inAll).not.toContain('timeToRestore of -');
});

it.each<[string, Pick<Problem, 'kind' | 'scope'>, boolean]>([
  ['a list that is not found', { kind: 'notFound', scope: null }, true],
  ['a list of which a record is wrong', { kind: 'badRecord', scope: 'organization acme' }, true],
  ['a repository in the settings that is not found', { kind: 'notFound', scope: 'acme/other' }, false],
])('%s may hide something: %j', async (_, problem, isMarked) => {
  const message = 'Something could not be listed.';
  const found = await marked({}, [{ source: 'github', message, retryAt: null, ...problem }]);
  expect(found.includes('deploymentFrequency of acme/pay')).toBe(isMarked);
});
