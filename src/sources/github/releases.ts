import { Instant, Release } from '../../events';
import {
  asObject,
  flag,
  instant,
  Json,
  object,
  optionalInstant,
  optionalObject,
  optionalText,
  text,
} from '../transport';
import { Ask, decoded, Github, ownerAndName } from './ask';
import { releases as releasesDocument, tags as tagsDocument } from './documents';
import { Lookback } from './lookback';

const day = 86_400_000;

/** Releases are listed by creation: a draft that was prepared longer than this before it was published is not found. */
export const longestDraft = 90 * day;
/** Tags are listed by the date of their commit: an annotated tag set longer than this after it is not found. */
export const latestTagging = 30 * day;

const pageSize = 50;

/** When a release happened: when it was published; a bare tag: when it was set. */
export function releaseInstant(release: Release): Instant {
  return release.publishedAt ?? release.createdAt;
}

/**
 * Releases and the tags that have none. Which tags are bare is known only once the releases are, and either list may
 * hold the predecessor of the other's groups; so both are read until neither can add anything.
 */
export async function readReleases(github: Github, ask: Ask): Promise<void> {
  const { need } = ask;
  const lookback = new Lookback<Release>(need.interval, need.baseline);
  const released = new Set<string>();
  const inside: Release[] = [];
  const takeRelease = (node: unknown): Instant | null => {
    const record = asObject(node, `a release of ${need.scope}`);
    released.add(text(record, 'tagName', nameOf(record, need.scope)));
    const release = decodeRelease(record, need.scope);
    if (release !== null && lookback.offer(release, releaseInstant(release))) {
      inside.push(release);
    }
    return instant(record, 'createdAt', nameOf(record, need.scope)) + longestDraft;
  };
  const takeTag = (node: unknown): Instant | null => {
    const { release, committedAt } = decodeTag(node, need.scope, github.webUrl);
    if (release !== null && !released.has(release.tag) && lookback.offer(release, releaseInstant(release))) {
      inside.push(release);
    }
    return committedAt === null ? null : committedAt + latestTagging;
  };
  const lists = [
    new BackwardList(github, ask, releasesDocument, 'releases', takeRelease),
    new BackwardList(github, ask, tagsDocument, 'refs', takeTag),
  ];
  while (lists.some((list) => list.reachesNot(lookback.depth()))) {
    for (const list of lists) {
      await list.readTo(() => lookback.depth());
      ask.emit({ releases: inside.splice(0) }, null);
    }
  }
  ask.emit({ releases: lookback.baselines() }, need.interval);
}

/** A list that is read newest first, a page at a time, only as far as is asked. */
class BackwardList {
  private readonly pages: AsyncGenerator<{ nodes: readonly unknown[]; hasNextPage: boolean }>;
  private ended = false;
  private bound = Number.POSITIVE_INFINITY;

  constructor(
    github: Github,
    private readonly ask: Ask,
    document: string,
    connection: string,
    /** Takes an entry; returns the instant after which nothing further down can have happened. */
    private readonly take: (node: unknown) => Instant | null
  ) {
    const variables = ownerAndName(ask.need.scope);
    this.pages = github.graphql.pages({ document, variables, path: ['repository', connection], pageSize }, ask.signal);
  }

  reachesNot(depth: Instant): boolean {
    return !this.ended && this.bound >= depth;
  }

  async readTo(depth: () => Instant): Promise<void> {
    while (this.reachesNot(depth())) {
      const page = await this.pages.next();
      if (page.done === true) {
        this.ended = true;
        return;
      }
      for (const node of page.value.nodes) {
        for (const bound of decoded(this.ask, () => this.take(node))) {
          this.bound = Math.min(this.bound, bound ?? Number.POSITIVE_INFINITY);
        }
      }
      this.ended = !page.value.hasNextPage;
    }
  }
}

function nameOf(record: Json, scope: string): string {
  return `release ${typeof record['tagName'] === 'string' ? record['tagName'] : '(no tag)'} of ${scope}`;
}

/** Null for a draft whose tag does not exist yet: there is nothing it could have released. */
export function decodeRelease(value: unknown, repository: string): Release | null {
  const record = asObject(value, `a release of ${repository}`);
  const at = nameOf(record, repository);
  const commit = optionalObject(record, 'tagCommit', at);
  const isDraft = flag(record, 'isDraft', at);
  if (commit === null && isDraft) {
    return null;
  }
  return {
    id: text(record, 'id', at),
    repository,
    tag: text(record, 'tagName', at),
    name: optionalText(record, 'name', at),
    sha: text(object(record, 'tagCommit', at), 'oid', at),
    createdAt: instant(record, 'createdAt', at),
    publishedAt: optionalInstant(record, 'publishedAt', at),
    isDraft,
    isPrerelease: flag(record, 'isPrerelease', at),
    isTagOnly: false,
    url: optionalText(record, 'url', at),
  };
}

/** A tag as a release of its own; null where it marks something that is not a commit. */
export function decodeTag(
  value: unknown,
  repository: string,
  webUrl: string
): { release: Release | null; committedAt: Instant | null } {
  const record = asObject(value, `a tag of ${repository}`);
  const at = `tag ${typeof record['name'] === 'string' ? record['name'] : '(no name)'} of ${repository}`;
  const tag = text(record, 'name', at);
  const target = object(record, 'target', at);
  const annotated = target['__typename'] === 'Tag';
  const commit = annotated ? object(target, 'target', at) : target;
  const committedAt = optionalInstant(commit, 'committedDate', at);
  const tagger = annotated ? optionalObject(target, 'tagger', at) : null;
  const createdAt = (tagger === null ? null : optionalInstant(tagger, 'date', at)) ?? committedAt;
  if (createdAt === null || committedAt === null) {
    return { release: null, committedAt };
  }
  const release: Release = {
    id: `tag:${tag}`,
    repository,
    tag,
    name: null,
    sha: text(commit, 'oid', at),
    createdAt,
    publishedAt: null,
    isDraft: false,
    isPrerelease: false,
    isTagOnly: true,
    url: `${webUrl}/${repository}/releases/tag/${encodeURIComponent(tag)}`,
  };
  return { release, committedAt };
}
