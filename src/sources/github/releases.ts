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
import { Ask, decoded, nextCursor, pageBottom, pageOf } from './ask';
import { Github } from './github';
import { ListName, lists, pageQuestion } from './lists';
import { readRecord } from './listWalk';
import { Lookback } from './lookback';
import { Question } from './questions';
import { openBookmark } from './trail';

const day = 86_400_000;

/** Releases are listed by creation: a draft that was prepared longer than this before it was published is not found. */
export const longestDraft = 90 * day;
/** Tags are listed by the date of their commit: an annotated tag set longer than this after it is not found. */
export const latestTagging = 30 * day;

/** Most repositories have few of either: a small page to begin with, then larger ones. */
const firstRows = 10;
/** Drafts that are never published must not cost a call each time. */
const mostDrafts = 100;
/** Of the bookmark; another form is not read. */
const form = 1;

/** When a release happened: when it was published; a bare tag: when it was set. */
export function releaseInstant(release: Release): Instant {
  return release.publishedAt ?? release.createdAt;
}

/**
 * Releases and the tags that have none. Which tags are bare is known only once the releases are, and either list may
 * hold the predecessor of the other's groups; so both are read until neither can add anything. A tag that was read as a
 * bare one and has a release now is no deployment of its own any more: then everything since it is read again.
 */
export async function readReleases(github: Github, ask: Ask): Promise<void> {
  const { interval, baseline } = ask.need;
  const known = decodeNote(ask.need.bookmark);
  const mark = await glanceOf(github, ask);
  const key = baseline?.key ?? null;
  const isRefresh = known !== null && known.key === key && known.from <= interval.from;
  const isAbove = isRefresh && (await areStillDrafts(github, ask, known.drafts));
  if (isAbove && known.mark === mark) {
    ask.emit({}, interval, { bookmark: ask.need.bookmark });
    return;
  }
  const drafts: string[] = [];
  const since = await readSince(github, ask, { from: interval.from, isAbove, drafts });
  if (since < interval.from) {
    await readSince(github, ask, { from: since, isAbove: false, drafts });
  }
  const note: Note = {
    form,
    key,
    from: Math.min(interval.from, isRefresh ? known.from : interval.from),
    mark,
    drafts: [...new Set([...drafts, ...(isRefresh ? known.drafts : [])])].slice(0, mostDrafts),
  };
  ask.emit({}, interval, { bookmark: JSON.stringify(note) });
}

interface Note {
  readonly form: typeof form;
  readonly key: string | null;
  /** Start of the widest window. */
  readonly from: Instant;
  /** The heads of both lists right before they were read. */
  readonly mark: string;
  /** Ids of releases that were not published yet: publishing them does not move them in the list. */
  readonly drafts: readonly string[];
}

function decodeNote(bookmark: string | undefined): Note | null {
  const note = openBookmark(bookmark, form);
  if (note === null || typeof note['from'] !== 'number' || !Array.isArray(note['drafts'])) {
    return null;
  }
  const { key, mark, drafts } = note;
  return {
    form,
    key: typeof key === 'string' ? key : null,
    from: note['from'],
    mark: typeof mark === 'string' ? mark : '',
    drafts: drafts.filter((id) => typeof id === 'string'),
  };
}

/** What both lists look like from their heads. */
async function glanceOf(github: Github, ask: Ask): Promise<string> {
  const repository = ask.need.scope;
  const question: Question = {
    root: { repository },
    fields: '...ReleaseHead',
    fragments: ['ReleaseHead'],
    rows: 1,
    rowsPerCall: 100,
    name: 'releases and tags',
  };
  const answered = await github.batcher.ask(question, ask.errand());
  return JSON.stringify([answered.at(['releases']), answered.at(['refs'])]);
}

async function areStillDrafts(github: Github, ask: Ask, ids: readonly string[]): Promise<boolean> {
  const records = await Promise.all(ids.map((id) => readRecord(github, ask, 'releases', 'ReleaseFacts', id)));
  return records.every((record) => record?.['isDraft'] === true);
}

interface Search {
  readonly from: Instant;
  /** No release can have been published since that was created long before: all drafts of then are still drafts. */
  readonly isAbove: boolean;
  /** Ids of what is not published yet. */
  readonly drafts: string[];
}

/** Returns from when on it should be read again; the start of the interval or later: no need. */
async function readSince(github: Github, ask: Ask, { from, isAbove, drafts }: Search): Promise<Instant> {
  const { need } = ask;
  const interval = { from, to: need.interval.to };
  const lookback = new Lookback<Release>(interval, need.baseline);
  const released = new Set<string>();
  const read: Release[] = [];
  let again = Number.POSITIVE_INFINITY;
  const take = (release: Release) => {
    if (lookback.offer(release, releaseInstant(release))) {
      read.push(release);
    }
  };
  const takeRelease = (node: unknown): Instant | null => {
    const record = asObject(node, `a release of ${need.scope}`);
    const tag = text(record, 'tagName', nameOf(record, need.scope));
    released.add(tag);
    const release = decodeRelease(record, need.scope);
    if (record['isDraft'] === true) {
      drafts.push(text(record, 'id', nameOf(record, need.scope)));
    }
    const createdAt = instant(record, 'createdAt', nameOf(record, need.scope));
    if (release !== null) {
      take(release);
      if (need.holds?.(bareId(tag)) === true) {
        again = Math.min(again, createdAt - latestTagging);
      }
    }
    return createdAt + (isAbove ? 0 : longestDraft);
  };
  const takeTag = (node: unknown): Instant | null => {
    const { release, committedAt } = decodeTag(node, need.scope, github.webUrl);
    if (release !== null && !released.has(release.tag)) {
      take(release);
    }
    return committedAt === null ? null : committedAt + latestTagging;
  };
  const both = [new BackwardList(github, ask, 'releases', takeRelease), new BackwardList(github, ask, 'tags', takeTag)];
  while (both.some((list) => list.reachesNot(lookback.depth()))) {
    for (const list of both) {
      await list.readTo(() => lookback.depth());
      ask.emit({ releases: read.splice(0) }, null);
    }
  }
  ask.emit({ releases: lookback.baselines() }, interval, { exhaustive: !isAbove });
  return again;
}

/** A list that is read newest first, a page at a time, only as far as is asked. */
class BackwardList {
  private after: string | null = null;
  private rows = firstRows;
  private ended = false;
  private bound = Number.POSITIVE_INFINITY;

  constructor(
    private readonly github: Github,
    private readonly ask: Ask,
    private readonly list: ListName,
    /** Takes an entry; returns the instant after which nothing further down can have happened. */
    private readonly take: (node: unknown) => Instant | null
  ) {}

  reachesNot(depth: Instant): boolean {
    return !this.ended && this.bound >= depth;
  }

  async readTo(depth: () => Instant): Promise<void> {
    const { scope } = this.ask.need;
    const place = `the ${lists[this.list].name} of ${scope}`;
    while (this.reachesNot(depth())) {
      const at = Math.min(this.bound, this.github.clock.now());
      const question = pageQuestion(this.list, { repository: scope }, this.rows, this.after);
      this.rows = Math.min(100, this.rows * 5);
      const connection = (await this.github.batcher.ask(question, this.ask.errand(at))).at(lists[this.list].path);
      if (connection === null) {
        this.ended = true;
        return;
      }
      const page = pageOf(connection, place);
      const bounds = page.nodes.flatMap((node) => decoded(this.ask, () => this.take(node)));
      this.bound = pageBottom(bounds.filter((bound) => bound !== null)) ?? this.bound;
      this.ended = !page.hasNextPage;
      this.after = this.ended ? this.after : nextCursor(page, this.after, place);
    }
  }
}

function bareId(tag: string): string {
  return `tag:${tag}`;
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
    id: bareId(tag),
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
