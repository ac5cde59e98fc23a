import { Commit, Instant, tellingMessage } from '../../events';
import { asObject, Json, object, optionalInstant, optionalObject, optionalText, text } from '../transport';
import { Ask, decoded, iso, nextCursor, pageOf } from './ask';
import { Github } from './github';
import { recently } from './heads';
import { lists, pageQuestion } from './lists';
import { nodesOf } from './people';
import { openBookmark } from './trail';

/** Of the bookmark; another form is not read. */
const form = 1;
/**
 * A window that ended so recently is read up to now: in a round through hundreds of repositories its turn comes minutes
 * after it was asked for, and only the tip as it is now spares the next round reading again.
 */
const justNow = 10 * 60_000;
/** A refresh finds few new commits. */
const fewCommits = 10;

/**
 * GitHub cuts history by committer date. Commits that were made before the window and pushed into it (a fast-forward
 * merge, a long-lived branch) would be missing from the graph, so it is read from this much earlier.
 */
export const lateCommits = 30 * 86_400_000;

/**
 * The default branch's commit graph. All of it is handed over, margin included: a graph with holes decides nothing. Where
 * it was read before, the tip tells whether anything is new, and reading ends where the new commits meet the known ones;
 * they are handed over only then: whoever goes on after an interruption must not meet commits with a hole below them.
 */
export async function readCommits(github: Github, ask: Ask): Promise<void> {
  const { interval, scope } = ask.need;
  const known = decodeNote(ask.need.bookmark);
  const isRefresh = known !== null && interval.from >= known.from;
  const endsNow = interval.to >= github.clock.now() - justNow;
  if (isRefresh && endsNow) {
    const { tip } = await github.heads.current(scope, github.clock.now() - recently, ask.errand());
    if (tip !== null && tip === known.tip) {
      ask.emit({}, interval, { bookmark: ask.need.bookmark });
      return;
    }
  }
  const frontier = isRefresh ? new Frontier(ask.need.holds) : null;
  // A branch that is merged now may bring commits from before the last look.
  const earliest = Math.min(interval.from, known?.from ?? interval.from);
  const variables = {
    since: { type: 'GitTimestamp', value: iso(earliest - lateCommits) },
    until: { type: 'GitTimestamp', value: endsNow ? null : iso(interval.to) },
  };
  const root = { repository: scope };
  let rows = isRefresh ? fewCommits : 100;
  let tip: string | null = null;
  const unsent: Commit[] = [];
  for (let after: string | null = null; ; rows = Math.min(100, rows * 3)) {
    const question = pageQuestion('history', root, rows, after, variables);
    const answered = await github.batcher.ask(question, ask.errand(interval.to));
    const branch = answered.at(['defaultBranchRef']);
    if (branch === null) {
      break;
    }
    const target = object(branch, 'target', place(scope));
    tip ??= optionalText(target, 'oid', place(scope));
    const page = pageOf(asObject(answered.at(lists.history.path), place(scope)), place(scope));
    const commits = page.nodes.flatMap((node) => decoded(ask, () => decodeCommit(node, scope)));
    unsent.push(...commits);
    if (frontier === null) {
      ask.emit({ commits: unsent.splice(0) }, null);
    }
    if (!page.hasNextPage || frontier?.closes(commits) === true) {
      break;
    }
    after = nextCursor(page, after, place(scope));
  }
  const note = {
    form,
    tip: endsNow ? tip : (known?.tip ?? null),
    from: earliest,
  };
  ask.emit({ commits: unsent }, interval, { bookmark: JSON.stringify(note) });
}

function place(scope: string): string {
  return `the commits of ${scope}`;
}

/** The commits that are read, until every parent is among them or among those that were known before. */
class Frontier {
  private readonly read = new Set<string>();
  private readonly wanted = new Set<string>();

  constructor(private readonly holds: ((sha: string) => boolean) | undefined) {}

  closes(commits: readonly Commit[]): boolean {
    for (const commit of commits) {
      this.read.add(commit.sha);
      this.wanted.delete(commit.sha);
      for (const parent of commit.parents) {
        if (!this.read.has(parent) && this.holds?.(parent) !== true) {
          this.wanted.add(parent);
        }
      }
    }
    return this.wanted.size === 0;
  }
}

interface Note {
  /** Tip of the default branch down from which all is known; null: not known. */
  readonly tip: string | null;
  /** Start of the earliest window. */
  readonly from: Instant;
}

function decodeNote(bookmark: string | undefined): Note | null {
  const note = openBookmark(bookmark, form);
  if (note === null || typeof note['from'] !== 'number') {
    return null;
  }
  return { from: note['from'], tip: typeof note['tip'] === 'string' ? note['tip'] : null };
}

export function decodeCommit(value: unknown, repository: string): Commit {
  const record = asObject(value, `a commit of ${repository}`);
  const at = `commit ${typeof record['oid'] === 'string' ? record['oid'] : '(no oid)'} of ${repository}`;
  return {
    repository,
    sha: text(record, 'oid', at),
    parents: nodesOf(record, 'parents', at).map((parent) => text(parent, 'oid', `${at}, parents`)),
    authoredAt: optionalInstant(record, 'authoredDate', at),
    committedAt: optionalInstant(record, 'committedDate', at),
    message: tellingMessage(optionalText(record, 'message', at) ?? ''),
    author: authorOf(record, at),
  };
}

/** The account, or the name in the commit where there is none. */
function authorOf(record: Json, at: string): string | null {
  const author = optionalObject(record, 'author', at);
  if (author === null) {
    return null;
  }
  const user = optionalObject(author, 'user', at);
  return user === null ? optionalText(author, 'name', at) : text(user, 'login', at);
}
