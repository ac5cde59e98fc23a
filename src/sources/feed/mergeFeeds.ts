import { Directory, eventKey, EventKind, Events, Repository, Service } from '../../events';
import { Problem } from '../types';
import { DecodedFeed, decodeFeed } from './decodeFeed';
import { directoryOf } from './directory';
import { feedProblem, inDocument } from './problems';

/** A document and what a person calls it: the name of its file. */
export interface NamedDocument {
  readonly name: string;
  readonly document: unknown;
}

/**
 * Several documents as one. A record in two documents counts as the later document has it; that is said once per list,
 * and only where the two differ.
 */
export function mergeFeeds(documents: readonly NamedDocument[]): DecodedFeed {
  const feeds = documents.map(({ document }) => decodeFeed(document));
  const problems: Problem[] = feeds.flatMap((feed, index) =>
    feed.problems.map((problem) => inDocument(documents[index].name, problem))
  );
  const all = <Kind extends EventKind>(kind: Kind) => joined(kind, feeds, problems);
  const events: Events = {
    deployments: all('deployments'),
    changes: all('changes'),
    commits: all('commits'),
    comparisons: all('comparisons'),
    releases: all('releases'),
    incidents: all('incidents'),
    runs: all('runs'),
  };
  return { events, directory: joinedDirectory(feeds, events), problems };
}

function joined<Kind extends EventKind>(
  kind: Kind,
  feeds: readonly DecodedFeed[],
  problems: Problem[]
): ReadonlyArray<Events[Kind][number]> {
  const keyOf: (event: Events[Kind][number]) => string = eventKey[kind];
  const found = new Map<string, Events[Kind][number]>();
  let replaced = 0;
  for (const feed of feeds) {
    for (const event of feed.events[kind]) {
      const key = keyOf(event);
      const earlier = found.get(key);
      if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(event)) {
        replaced++;
      }
      found.set(key, event);
    }
  }
  if (replaced > 0) {
    const records = replaced === 1 ? `1 record of ${kind} differs` : `${replaced} records of ${kind} differ`;
    problems.push(feedProblem('badRecord', `${records} between two feed documents; the later document counts.`));
  }
  return [...found.values()];
}

/** A document that merely mentions a repository or service does not wipe out what another one says about it. */
function joinedDirectory(feeds: readonly DecodedFeed[], events: Events): Directory {
  const repositories = feeds.flatMap(({ directory }) => directory.repositories);
  const services = feeds.flatMap(({ directory }) => directory.services);
  const described = new Map(services.filter((one) => !isBareService(one)).map((one) => [one.id, one]));
  const names = new Set([...described.values()].map(({ name }) => name));
  const bare = new Map(
    services.filter((one) => isBareService(one) && !names.has(one.name)).map((one) => [one.id, one])
  );
  return directoryOf(
    events,
    [
      ...new Map(
        [...repositories.filter(isBareRepository), ...repositories.filter((one) => !isBareRepository(one))].map(
          (one) => [one.name, one]
        )
      ).values(),
    ],
    [...described.values(), ...bare.values()],
    Object.fromEntries(feeds.flatMap(({ directory }) => Object.entries(directory.teamRepositories)))
  );
}

function isBareRepository({ defaultBranch, archived, topics, url }: Repository): boolean {
  return defaultBranch === null && !archived && topics.length === 0 && url === null;
}

function isBareService({ id, name, teams, url }: Service): boolean {
  return id === name && teams.length === 0 && url === null;
}
