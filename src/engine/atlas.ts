import { Directory, emptyDirectory, Instant, timeSince } from '../events';
import {
  DoraSettings,
  Filters,
  filterScope,
  Organization,
  resolveOrganization,
  Scope,
  withSurroundings,
} from '../query';
import { cancellable, Discovery, Problem, Source, SourceId, throwIfAborted } from '../sources';
import { noVault, Vault } from '../store';
import { say } from '../words';
import { extentOf, isBlind, isWorthKeeping, keepDirectory, loadDirectory } from './keptDirectory';
import { Territory } from './needs';

/** What all sources can see, joined, and who owns it. */
export interface Atlas {
  readonly directory: Directory;
  readonly organization: Organization;
  readonly problems: readonly Problem[];
  /** The part of it a query's filters leave. */
  territoryOf(filters: Filters): Part;
}

export interface Part {
  readonly scope: Scope;
  readonly territory: Territory;
  /** With what decides about it: the services that run its repositories, and what else those run. */
  surroundings(): Territory;
}

interface Charted {
  readonly id: SourceId;
  readonly discovery: Discovery;
}

/** A look at what there is. */
interface Charting {
  readonly atlas: Promise<Atlas>;
  readonly controller: AbortController;
  /** Something is shown already. */
  readonly isBehind: boolean;
  waiting: number;
}

const minute = 60_000;

/** How long a directory is taken as it is. New repositories appear at the latest after this. */
const currentFor = 10 * minute;
/** A discovery with problems is tried again sooner. */
const patience = minute;

/**
 * Discovers once however many panels ask, and again when it has grown old. What was seen on the last visit is taken at
 * once, and what there is now is looked at behind it; so is what has grown old while the page was open.
 */
export class Cartographer {
  private current: Atlas | null = null;
  private charted: readonly Charted[] = [];
  private charting: Charting | null = null;
  private isRetired = false;
  private kept: Promise<void> | null = null;
  private listedAt: Instant = Number.NEGATIVE_INFINITY;
  private currentFor = 0;

  constructor(
    private readonly sources: readonly Source[],
    private readonly settings: DoraSettings,
    private readonly now: () => number,
    private readonly vault: Vault = noVault
  ) {}

  /** What is known of it, be it old. Rejects only when the caller is cancelled; what could not be seen is in `problems`. */
  async atlas(signal: AbortSignal): Promise<Atlas> {
    this.kept ??= this.takeKept();
    await cancellable(this.kept, signal);
    const isOld = timeSince(this.listedAt, this.now()) > this.currentFor;
    if (isOld && !(this.isRetired && this.current !== null)) {
      this.renew();
    }
    return this.current ?? this.renewed(null, signal);
  }

  /** Is something being looked at that may turn out to be different from this atlas? */
  isRenewing(atlas: Atlas): boolean {
    return this.charting !== null || this.current !== atlas;
  }

  /** What there is now: the very same atlas where nothing has changed. Rejects only when the caller is cancelled. */
  async renewed(atlas: Atlas | null, signal: AbortSignal): Promise<Atlas> {
    const known = this.charting === null ? (this.current ?? atlas) : null;
    return known ?? this.wait(this.renew(), signal);
  }

  /** Another one looks in its place: it looks at nothing any more for which nobody waits. */
  retire(): void {
    this.isRetired = true;
    this.giveUp();
  }

  private renew(): Charting {
    this.charting ??= this.begin();
    return this.charting;
  }

  private begin(): Charting {
    // Not tied to the signal of whoever happens to ask first: the others wait for the same answer.
    const controller = new AbortController();
    const atlas = this.chart(controller.signal).finally(() => {
      this.charting = this.charting?.controller === controller ? null : this.charting;
    });
    // Cancelled, nobody has waited for it.
    atlas.catch(() => undefined);
    return { atlas, controller, isBehind: this.current !== null, waiting: 0 };
  }

  private async wait(charting: Charting, signal: AbortSignal): Promise<Atlas> {
    charting.waiting++;
    try {
      return await cancellable(charting.atlas, signal);
    } finally {
      charting.waiting--;
      this.giveUp();
    }
  }

  /** What is looked at for those who wait for it ends with the last of them; behind what is shown it goes on. */
  private giveUp(): void {
    if (this.charting?.waiting === 0 && (this.isRetired || !this.charting.isBehind)) {
      this.charting.controller.abort();
      this.charting = null;
    }
  }

  private async takeKept(): Promise<void> {
    const extent = extentOf(this.settings);
    const kept = await Promise.all(this.sources.map(({ id }) => loadDirectory(this.vault, id, extent)));
    const charted = kept.flatMap((one, index): Charted[] =>
      one === null
        ? []
        : [{ id: this.sources[index].id, discovery: { directory: one.directory, problems: one.problems } }]
    );
    // Of part of the sources one would show numbers of part of the organisation.
    if (charted.length === this.sources.length && charted.length > 0) {
      this.take(charted);
      // One of a clock that was ahead is old, whatever the others say.
      const ages = kept.map((one) => timeSince(one?.at ?? Number.NEGATIVE_INFINITY, this.now()));
      this.listedAt = this.now() - Math.max(...ages);
      this.currentFor = currency(charted);
    }
  }

  private async chart(signal: AbortSignal): Promise<Atlas> {
    const listedAt = this.now();
    const charted = await Promise.all(this.sources.map((source) => discover(source, signal)));
    throwIfAborted(signal);
    for (const { id, discovery } of charted) {
      if (isWorthKeeping(discovery)) {
        void keepDirectory(this.vault, id, extentOf(this.settings), { ...discovery, at: listedAt });
      }
    }
    this.listedAt = this.now();
    this.currentFor = currency(charted);
    return this.take(charted.map((one) => this.withWhatWasSeen(one)));
  }

  /** Where a source could not list anything, what it showed before still stands, with the trouble said. */
  private withWhatWasSeen(fresh: Charted): Charted {
    const before = this.charted.find(({ id }) => id === fresh.id);
    const { problems } = fresh.discovery;
    return isBlind(fresh.discovery) && before !== undefined
      ? { id: fresh.id, discovery: { directory: before.discovery.directory, problems } }
      : fresh;
  }

  /** The same atlas as before where it would say the same: whatever was worked out by it still holds. */
  private take(charted: readonly Charted[]): Atlas {
    if (this.current === null || JSON.stringify(charted) !== JSON.stringify(this.charted)) {
      this.charted = charted;
      this.current = atlasOf(charted, this.settings);
    }
    return this.current;
  }
}

/** How long it is taken as it is. Milliseconds. */
function currency(charted: readonly Charted[]): number {
  return charted.every(({ discovery }) => discovery.problems.length === 0) ? currentFor : patience;
}

function atlasOf(charted: readonly Charted[], settings: DoraSettings): Atlas {
  const directory = charted.map(({ discovery }) => discovery.directory).reduce(join, emptyDirectory);
  const organization = resolveOrganization(settings, directory);
  const knownBy = sourcesByScope(charted);
  return {
    directory,
    organization,
    problems: charted.flatMap(({ discovery }) => discovery.problems),
    territoryOf: (filters) => {
      const scope = filterScope(organization, filters);
      const isWhole = filters.teams.length + filters.repositories.length + filters.services.length === 0;
      const territory: Territory = {
        repositories: scope.repositories,
        services: scope.services,
        isWhole,
        feed: charted.some(({ id }) => id === 'feed'),
        ownership: organization,
        sourcesOf: (name) => knownBy.get(name) ?? [],
      };
      return {
        scope,
        territory,
        // What is on no service comes with a feed, whoever asks.
        surroundings: () =>
          isWhole ? territory : { ...territory, ...withSurroundings(organization, scope), isWhole: true },
      };
    },
  };
}

async function discover(source: Source, signal: AbortSignal): Promise<Charted> {
  try {
    return { id: source.id, discovery: await source.discover(signal) };
  } catch (error) {
    throwIfAborted(signal);
    const reason = error instanceof Error ? error.message : String(error);
    const problem: Problem = {
      source: source.id,
      kind: 'unavailable',
      scope: null,
      message: say(
        'engine.atlas.whatHoldsCouldNotBe',
        'What {{id}} holds could not be listed: {{reason}}. Refresh to try again.',
        { id: source.id, reason }
      ),
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
