import { Instant, timeSince } from '../../events';
import {
  asObject,
  Clock,
  Errand,
  Json,
  list,
  number,
  optionalInstant,
  optionalObject,
  optionalText,
  text,
  Turns,
} from '../transport';
import { Batcher } from './batcher';
import { Question } from './questions';

/** The first records of a list and its length: as long as they are the same, so is what a reader would find new in it. */
export interface Glance {
  readonly total: number;
  readonly records: readonly Glimpse[];
}

/** A record of a list, in as few words as tell whether it has changed. */
export interface Glimpse {
  readonly id: string;
  readonly mark: string;
}

/** What tells in one glance whether the lists of a repository have changed. */
export interface Head {
  readonly seenAt: Instant;
  /** Its node id, which it keeps when it is renamed; null: not told. */
  readonly id: string | null;
  /** Under which name it answers now: a renamed repository is still found under its old one. */
  readonly name: string;
  readonly createdAt: Instant | null;
  /** Name of the default branch. */
  readonly branch: string | null;
  /** Tip of the default branch; null in an empty repository, or where contents may not be read. */
  readonly tip: string | null;
  /** Null where the token may not read them. */
  readonly deployments: Glance | null;
  readonly pullRequests: Glance | null;
}

/** A glance that is no older is as good as a new one: discovery has just listed the repositories. Milliseconds. */
export const recently = 30_000;

/** How many records a glance shows. */
export const glanced = 5;

/** Of the first page of the list itself too, so that both can be compared. */
export function glimpsesOf(records: readonly Json[]): readonly Glimpse[] {
  return records.slice(0, glanced).map((record) => {
    const id = text(record, 'id', 'head');
    return { id, mark: `${id} ${optionalText(record, 'updatedAt', 'head') ?? ''}` };
  });
}

/** The heads of repositories, as discovery and probes have seen them. */
export class Heads {
  private readonly known = new Map<string, Head>();
  private listing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly batcher: Batcher,
    private readonly clock: Clock,
    private readonly turns: Turns
  ) {}

  last(repository: string): Head | null {
    return this.known.get(repository.toLowerCase()) ?? null;
  }

  /** Takes note of a repository's `RepositoryHead`, under the name it is known by here. */
  note(repository: string, record: Json): Head {
    const head = decodeHead(record, repository, this.clock.now());
    this.known.set(repository.toLowerCase(), head);
    return head;
  }

  /** Discovery is about to see all heads: whoever wants one waits for it. */
  async listed<Result>(listing: Promise<Result>): Promise<Result> {
    this.listing = listing.catch(() => undefined);
    return listing;
  }

  /** As seen at `since` or later; asked for together with the heads of others. */
  async current(repository: string, since: Instant, errand: Errand): Promise<Head> {
    const isSeen = (head: Head | null): head is Head =>
      head !== null && head.seenAt >= since && Number.isFinite(timeSince(head.seenAt, this.clock.now()));
    if (!isSeen(this.last(repository))) {
      await this.listing;
      // All who wait for it would go on at once.
      await this.turns.next(errand.urgency);
    }
    const known = this.last(repository);
    if (isSeen(known)) {
      return known;
    }
    const question: Question = {
      root: { repository },
      fields: '...RepositoryHead',
      fragments: ['RepositoryHead'],
      rows: 1,
      rowsPerCall: 100,
      name: 'changes',
      shared: `head of ${repository.toLowerCase()}`,
    };
    const answered = await this.batcher.ask(question, errand);
    return this.note(repository, asObject(answered.at([]), `the head of ${repository}`));
  }
}

function decodeHead(record: Json, repository: string, seenAt: Instant): Head {
  const branch = optionalObject(record, 'defaultBranchRef', 'head');
  const target = branch === null ? null : optionalObject(branch, 'target', 'head');
  return {
    seenAt,
    id: optionalText(record, 'id', 'head'),
    name: optionalText(record, 'nameWithOwner', 'head') ?? repository,
    createdAt: optionalInstant(record, 'createdAt', 'head'),
    branch: branch === null ? null : optionalText(branch, 'name', 'head'),
    tip: target === null ? null : optionalText(target, 'oid', 'head'),
    deployments: glanceAt(record, 'deployments'),
    pullRequests: glanceAt(record, 'pullRequests'),
  };
}

/** A list with holes tells nothing: then the list itself is read. */
function glanceAt(record: Json, field: string): Glance | null {
  const connection = optionalObject(record, field, 'head');
  if (connection === null) {
    return null;
  }
  const nodes = list(connection, 'nodes', 'head');
  return nodes.includes(null)
    ? null
    : {
        total: number(connection, 'totalCount', 'head'),
        records: glimpsesOf(nodes.map((node) => asObject(node, 'head'))),
      };
}
