import { Directory, emptyDirectory } from '../events';
import { DoraSettings, Filters, filterScope, Organization, resolveOrganization, Scope } from '../query';
import { cancellable, Discovery, Problem, Source, SourceId } from '../sources';
import { Territory } from './needs';

/** What all sources can see, joined, and who owns it. */
export interface Atlas {
  readonly directory: Directory;
  readonly organization: Organization;
  readonly problems: readonly Problem[];
  /** The part of it a query's filters leave. */
  territoryOf(filters: Filters): { readonly territory: Territory; readonly scope: Scope };
}

interface Charted {
  readonly id: SourceId;
  readonly discovery: Discovery;
}

const minute = 60_000;

/** How long a directory is taken as it is. New repositories appear at the latest after this. */
const currentFor = 10 * minute;
/** A discovery with problems is tried again sooner. */
const patience = minute;

/** Discovers once however many panels ask, and again when it has grown old. */
export class Cartographer {
  private charting: Promise<Atlas> | null = null;
  private chartedAt = Number.NEGATIVE_INFINITY;
  private lasting = currentFor;

  constructor(
    private readonly sources: readonly Source[],
    private readonly settings: DoraSettings,
    private readonly now: () => number
  ) {}

  /** Rejects only when the caller is cancelled; what could not be seen is in `problems`. */
  atlas(signal: AbortSignal): Promise<Atlas> {
    if (this.charting === null || this.now() - this.chartedAt > this.lasting) {
      this.chartedAt = this.now();
      this.lasting = currentFor;
      // Not tied to the signal of whoever happens to ask first: the others wait for the same answer.
      this.charting = this.chart(new AbortController().signal);
    }
    return cancellable(this.charting, signal);
  }

  private async chart(signal: AbortSignal): Promise<Atlas> {
    const charted = await Promise.all(this.sources.map((source) => discover(source, signal)));
    const problems = charted.flatMap(({ discovery }) => discovery.problems);
    if (problems.length > 0) {
      this.lasting = patience;
    }
    const directory = charted.map(({ discovery }) => discovery.directory).reduce(join, emptyDirectory);
    const organization = resolveOrganization(this.settings, directory);
    const knownBy = sourcesByScope(charted);
    return {
      directory,
      organization,
      problems,
      territoryOf: (filters) => {
        const scope = filterScope(organization, filters);
        const isWhole = filters.teams.length + filters.repositories.length + filters.services.length === 0;
        return {
          scope,
          territory: {
            repositories: scope.repositories,
            services: scope.services,
            isWhole,
            feed: charted.some(({ id }) => id === 'feed'),
            ownership: organization,
            sourcesOf: (name) => knownBy.get(name) ?? [],
          },
        };
      },
    };
  }
}

async function discover(source: Source, signal: AbortSignal): Promise<Charted> {
  try {
    return { id: source.id, discovery: await source.discover(signal) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem: Problem = {
      source: source.id,
      kind: 'unavailable',
      scope: null,
      message: `What ${source.id} holds could not be listed: ${reason}. Refresh to try again.`,
      retryAt: null,
    };
    return { id: source.id, discovery: { directory: emptyDirectory, problems: [problem] } };
  }
}

/** The first source to name a repository or service describes it. */
function join(one: Directory, other: Directory): Directory {
  const repositories = new Map(one.repositories.map((repository) => [repository.name, repository]));
  other.repositories.forEach((repository) => {
    if (!repositories.has(repository.name)) {
      repositories.set(repository.name, repository);
    }
  });
  const services = new Map(one.services.map((service) => [service.id, service]));
  other.services.forEach((service) => {
    if (!services.has(service.id)) {
      services.set(service.id, service);
    }
  });
  return {
    repositories: [...repositories.values()],
    services: [...services.values()],
    teamRepositories: { ...other.teamRepositories, ...one.teamRepositories },
  };
}

function sourcesByScope(charted: readonly Charted[]): ReadonlyMap<string, readonly SourceId[]> {
  const known = new Map<string, SourceId[]>();
  for (const { id, discovery } of charted) {
    const names = [
      ...discovery.directory.repositories.map((repository) => repository.name),
      ...discovery.directory.services.map((service) => service.id),
    ];
    for (const name of new Set(names)) {
      known.set(name, [...(known.get(name) ?? []), id]);
    }
  }
  return known;
}
