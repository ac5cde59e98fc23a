import { SimPullRequest } from '../../organization';
import { RepositoryShelf } from '../world';
import { Scene } from './actors';
import { connection, Fields, PageArguments } from './connection';
import { pullRequestNode } from './pullRequests';

interface Hit {
  readonly shelf: RepositoryShelf;
  readonly pull: SimPullRequest;
}

type Condition = (hit: Hit) => boolean;

/** No more than this many results of one search can be paged through. */
export const searchable = 1_000;

/** From `2026-11-22T00:00:00Z..2026-11-23T00:00:00Z`, `>=2026-11-22`, `<2026-11-22` or `2026-11-22` (that day). */
export function withinDates(text: string): (at: number | null) => boolean {
  const day = 86_400_000;
  const isDay = (part: string) => /^\d{4}-\d{2}-\d{2}$/.test(part);
  const start = (part: string) => (part === '*' ? -Infinity : Date.parse(part));
  const end = (part: string) =>
    part === '*' ? Infinity : isDay(part) ? Date.parse(part) + day - 1 : Date.parse(part) + 999;
  const range = /^(.+)\.\.(.+)$/.exec(text);
  const bound = /^(>=|<=|>|<)(.+)$/.exec(text);
  const [from, to] =
    range !== null
      ? [start(range[1]), end(range[2])]
      : bound === null
        ? [start(text), end(text)]
        : bound[1] === '>='
          ? [start(bound[2]), Infinity]
          : bound[1] === '>'
            ? [end(bound[2]) + 1, Infinity]
            : bound[1] === '<='
              ? [-Infinity, end(bound[2])]
              : [-Infinity, start(bound[2]) - 1];
  return (at) => at !== null && at >= from && at <= to;
}

function conditionOf(name: string, value: string): Condition {
  const same = (text: string | null) => text !== null && text.toLowerCase() === value.toLowerCase();
  const within = () => withinDates(value);
  switch (name) {
    case 'org':
    case 'user':
      return ({ shelf }) => same(shelf.repository.owner);
    case 'repo':
      return ({ shelf }) => same(shelf.name);
    case 'author':
      return ({ pull }) => same(pull.author);
    case 'base':
      return ({ pull }) => same(pull.baseBranch);
    case 'head':
      return ({ pull }) => pull.branch.toLowerCase().startsWith(value.toLowerCase());
    case 'label':
      return ({ pull }) => pull.labels.some(same);
    case 'merged':
      return (
        (test) =>
        ({ pull }: Hit) =>
          test(pull.mergedAt)
      )(within());
    case 'created':
      return (
        (test) =>
        ({ pull }: Hit) =>
          test(pull.createdAt)
      )(within());
    case 'updated':
      return (
        (test) =>
        ({ pull }: Hit) =>
          test(pull.updatedAt)
      )(within());
    case 'closed':
      return (
        (test) =>
        ({ pull }: Hit) =>
          test(pull.closedAt)
      )(within());
    case 'is':
      return ({ pull }) =>
        value === 'pr' || (value === 'closed' ? pull.state !== 'OPEN' : pull.state === value.toUpperCase());
    default:
      throw new Error(`The simulator does not search by "${name}:".`);
  }
}

/** `search(type: ISSUE)` for pull requests: repeated `repo:`, `org:` and `label:` are alternatives, all else must hold. */
export function searchPullRequests(scene: Scene, query: string, page: PageArguments): Fields {
  const terms = [...query.matchAll(/([a-z-]+):("[^"]*"|\S+)|(\S+)/g)];
  const groups = new Map<string, Condition[]>();
  const words: string[] = [];
  let sort = 'created-desc';
  for (const [, name, quoted, word] of terms) {
    if (name === undefined) {
      words.push(word.toLowerCase());
    } else if (name === 'sort') {
      sort = quoted;
    } else {
      const value = quoted.replace(/^"|"$/g, '');
      const group = name === 'is' ? `is:${value}` : name === 'org' || name === 'user' ? 'repo' : name;
      groups.set(group, [...(groups.get(group) ?? []), conditionOf(name, value)]);
    }
  }
  const [field, direction] = sort.split('-');
  const key = ({ pull }: Hit) => (field === 'updated' ? pull.updatedAt : pull.createdAt);
  const sign = direction === 'asc' ? 1 : -1;
  const hits = scene.world
    .all()
    .flatMap((shelf) => shelf.repository.pullRequests.map((pull): Hit => ({ shelf, pull })))
    .filter((hit) => [...groups.values()].every((group) => group.some((condition) => condition(hit))))
    .filter(({ pull }) => words.every((word) => pull.title.toLowerCase().includes(word)))
    .sort((a, b) => sign * (key(a) - key(b)));
  const node = ({ shelf, pull }: Hit) => pullRequestNode(scene, shelf, pull);
  return connection(hits.slice(0, searchable), page, node, { more: { issueCount: hits.length } });
}
