import * as fc from 'fast-check';
import { eventKey, Events } from '../../events';
import { decodeFeed } from './decodeFeed';
import { encodeFeed } from './encodeFeed';

const name = fc.string({ minLength: 1, maxLength: 12 });
const anyText = fc.string({ maxLength: 20 });
const repository = fc.constantFrom('acme/pay', 'acme/shop', 'acme/web');
const service = fc.constantFrom('pay-api', 'shop');
const instant = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2090-01-01T00:00:00Z') });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const texts = fc.array(anyText, { maxLength: 3 });
const origin = fc.constant('feed' as const);
const whole = fc.nat(100_000);

const deployment = fc.record({
  id: name,
  repository,
  environment: name,
  sha: name,
  status: fc.constantFrom('success' as const, 'failure' as const, 'pending' as const),
  createdAt: instant,
  startedAt: maybe(instant),
  // A success without its end is kept with a remark, which is another test's business.
  finishedAt: instant,
  url: maybe(anyText),
  service: maybe(service),
  ref: maybe(anyText),
  origin,
});
const change = fc
  .record({
    repository,
    number: maybe(whole),
    title: anyText,
    url: maybe(anyText),
    author: maybe(anyText),
    authorIsBot: fc.boolean(),
    labels: texts,
    branch: maybe(anyText),
    baseBranch: maybe(anyText),
    body: maybe(anyText),
    firstCommitAt: maybe(instant),
    firstCommittedAt: maybe(instant),
    createdAt: instant,
    readyAt: maybe(instant),
    firstReviewAt: maybe(instant),
    approvedAt: maybe(instant),
    mergedAt: instant,
    mergeSha: name,
    headSha: maybe(anyText),
    additions: maybe(whole),
    deletions: maybe(whole),
    origin,
  })
  .map((fields) => ({ ...fields, id: fields.number === null ? fields.mergeSha : String(fields.number) }));
const commit = fc.record({
  repository,
  sha: name,
  parents: texts,
  authoredAt: maybe(instant),
  committedAt: maybe(instant),
  message: anyText,
  author: maybe(anyText),
});
const comparison = fc.record({ repository, base: name, head: name, shas: texts });
const release = fc.record({
  id: name,
  repository,
  tag: name,
  name: maybe(anyText),
  sha: name,
  createdAt: instant,
  publishedAt: maybe(instant),
  isDraft: fc.boolean(),
  isPrerelease: fc.boolean(),
  isTagOnly: fc.boolean(),
  url: maybe(anyText),
});
const incident = fc.record({
  id: name,
  number: maybe(whole),
  service: maybe(service),
  serviceId: maybe(fc.constantFrom('P1', 'P2')),
  teams: texts,
  repository: maybe(repository),
  title: anyText,
  url: maybe(anyText),
  urgency: maybe(anyText),
  priority: maybe(anyText),
  createdAt: instant,
  acknowledgedAt: maybe(instant),
  resolvedAt: maybe(instant),
  deployment: maybe(name),
  texts,
  relatedChanges: fc.array(fc.record({ text: name, at: maybe(instant), url: maybe(anyText) }), { maxLength: 2 }),
  mergedInto: maybe(name),
  origin,
});
const conclusion = maybe(fc.constantFrom('success', 'failure', 'timed_out'));
const times = { startedAt: maybe(instant), finishedAt: maybe(instant) };
const step = fc.record({ name, conclusion, ...times });
const job = fc.record({
  id: maybe(name),
  name,
  needs: texts,
  conclusion,
  createdAt: maybe(instant),
  ...times,
  steps: fc.array(step, { maxLength: 2 }),
});
const run = fc.record({
  id: name,
  repository,
  workflow: name,
  branch: maybe(anyText),
  sha: name,
  event: maybe(anyText),
  attempt: fc.integer({ min: 1, max: 9 }),
  conclusion,
  createdAt: instant,
  ...times,
  url: maybe(anyText),
  jobs: fc.array(job, { maxLength: 2 }),
});

const distinct = <Item>(item: fc.Arbitrary<Item>, selector: (item: Item) => string) =>
  fc.uniqueArray(item, { selector, maxLength: 6 });
const events: fc.Arbitrary<Events> = fc.record({
  deployments: distinct(deployment, eventKey.deployments),
  changes: distinct(change, eventKey.changes),
  commits: distinct(commit, eventKey.commits),
  comparisons: distinct(comparison, eventKey.comparisons),
  releases: distinct(release, eventKey.releases),
  incidents: distinct(incident, eventKey.incidents),
  runs: distinct(run, eventKey.runs),
});
/** Names everything the events can mention, so that reading adds nothing. */
const directory = fc.record({
  repositories: fc.tuple(
    ...['acme/pay', 'acme/shop', 'acme/web'].map((repositoryName) =>
      fc.record({
        name: fc.constant(repositoryName),
        defaultBranch: maybe(anyText),
        archived: fc.boolean(),
        topics: texts,
        url: maybe(anyText),
      })
    )
  ),
  services: fc.tuple(
    ...[
      ['P1', 'pay-api'],
      ['P2', 'shop'],
    ].map(([id, serviceName]) =>
      fc.record({ id: fc.constant(id), name: fc.constant(serviceName), teams: texts, url: maybe(anyText) })
    )
  ),
  teamRepositories: fc.dictionary(
    fc.constantFrom('acme/a', 'acme/b'),
    fc.array(repository, { minLength: 1, maxLength: 2 })
  ),
});

test('what is written is read back as it was, through JSON', () => {
  fc.assert(
    fc.property(events, directory, (writtenEvents, writtenDirectory) => {
      const text = JSON.stringify(encodeFeed(writtenEvents, writtenDirectory));
      const read = decodeFeed(JSON.parse(text));
      expect(read.problems).toEqual([]);
      expect(read.events).toEqual(writtenEvents);
      expect({ ...read.directory, teamRepositories: { ...read.directory.teamRepositories } }).toEqual({
        ...writtenDirectory,
        teamRepositories: { ...writtenDirectory.teamRepositories },
      });
    }),
    { numRuns: 150 }
  );
});

test('writes instants as ISO-8601, leaves out what is not known, and says that an open incident is open', () => {
  const { events: read, directory: known } = decodeFeed({
    version: 1,
    incidents: [{ id: 'P1', service: 'pay', createdAt: '2026-01-05T11:00:00+01:00' }],
  });
  expect(encodeFeed(read, known)).toEqual({
    version: 1,
    services: [{ id: 'pay', name: 'pay' }],
    incidents: [{ id: 'P1', service: 'pay', title: '', createdAt: '2026-01-05T10:00:00.000Z', resolvedAt: null }],
  });
});
