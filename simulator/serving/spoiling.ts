import { Dice } from '../organization/dice';
import { Neighbour } from './neighbours';

/** Answers gone wrong: what the upstreams are known to send now and then. Each changes the body it is given. */

type Members = Record<string, unknown>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Path = ReadonlyArray<string | number>;
type Parent = Members | unknown[];
type Visit = (value: unknown, key: string | number, parent: Parent, path: Path) => void;

/** Members before what holds them. */
function walk(value: unknown, visit: Visit, path: Path = []): void {
  const children: ReadonlyArray<readonly [string | number, unknown]> = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, child] of children) {
    const below = [...path, key];
    walk(child, visit, below);
    if (Array.isArray(value) || isObject(value)) {
      visit(child, key, value, below);
    }
  }
}

function put(parent: Parent, key: string | number, value: unknown): void {
  if (Array.isArray(parent)) {
    parent[Number(key)] = value;
  } else {
    parent[key] = value;
  }
}

const messages: Readonly<Record<string, string>> = {
  FORBIDDEN: 'Resource not accessible by personal access token',
  INSUFFICIENT_SCOPES:
    "Your token has not been granted the required scopes to execute this query. The field requires one of the following scopes: ['repo'].",
  NOT_FOUND: 'Could not resolve to a Repository with that name.',
  RESOURCE_LIMITS_EXCEEDED: 'Resource limits for this query exceeded.',
  SERVICE: 'Something went wrong while executing your query. Please include `SIM0:000001` when reporting this issue.',
};

/**
 * A GraphQL answer of which at least one part is null: fields of the query itself, and items of lists, which are the places
 * where GitHub's schema allows it.
 */
export function withPartsMissing(body: unknown, type: string, dice: Dice): unknown {
  if (!isObject(body) || !isObject(body['data'])) {
    return body;
  }
  const fields: Part[] = [];
  const items: Part[] = [];
  walk(body['data'], (value, key, parent, path) => {
    if (isObject(value) && path.length === 1 && key !== 'rateLimit' && key !== 'viewer') {
      fields.push({ parent, key, path });
    } else if (isObject(value) && Array.isArray(parent) && path.length <= 5 && path[path.length - 2] === 'nodes') {
      items.push({ parent, key, path });
    }
  });
  const chosen = [...fields.filter(() => dice.chance(0.3)), ...items.filter(() => dice.chance(0.05))];
  if (chosen.length === 0) {
    chosen.push(...(items.length > 0 && dice.chance(0.5) ? [dice.pick(items)] : fields.slice(0, 1)));
  }
  return withoutThese(body, chosen, type);
}

interface Part {
  readonly parent: Parent;
  readonly key: string | number;
  readonly path: Path;
}

/** Null, each with an error that says where. */
function withoutThese(body: Members, parts: readonly Part[], type: string): Members {
  const errors = parts.map(({ parent, key, path }) => {
    put(parent, key, null);
    const message = messages[type] ?? type;
    return { ...(type === 'SERVICE' ? {} : { type }), path, locations: [{ line: 1, column: 1 }], message };
  });
  const others = Array.isArray(body['errors']) ? body['errors'] : [];
  return errors.length === 0 ? body : { ...body, errors: [...others, ...errors] };
}

/** A GraphQL answer in whose records some lists are null, or an item of them: GitHub's schema allows both. */
export function withListsEmptied(body: unknown, type: string, dice: Dice): unknown {
  if (!isObject(body) || !isObject(body['data'])) {
    return body;
  }
  const chosen: Part[] = [];
  walk(body['data'], (value, key, parent, path) => {
    const isWithin = path.slice(0, -2).some((step) => typeof step === 'number');
    const isList = key === 'nodes' && Array.isArray(value);
    const isItem = Array.isArray(parent) && path[path.length - 2] === 'nodes';
    if (isWithin && ((isList && dice.chance(0.1)) || (isItem && dice.chance(0.02)))) {
      chosen.push({ parent, key, path });
    }
  });
  return withoutThese(body, chosen, type);
}

/** Lists whose order means something that the items do not say again. */
const ordered = ['parents', 'authors', 'commits', 'steps', 'errors', 'labels', 'topics'];

/** Pages of lists, however the API calls them. */
function walkPages(body: unknown, change: (items: unknown[], path: Path) => void): void {
  walk(body, (value, key, _parent, path) => {
    const name = key === 'nodes' && path.length > 1 ? path[path.length - 2] : key;
    if (Array.isArray(value) && value.length > 1 && value.every(isObject) && !ordered.includes(String(name))) {
      change(value, path);
    }
  });
}

export function withShuffledPages(body: unknown, dice: Dice): unknown {
  walkPages(body, (items) => {
    for (let index = items.length - 1; index > 0; index--) {
      const other = dice.whole(0, index);
      [items[index], items[other]] = [items[other], items[index]];
    }
  });
  return body;
}

/** `before`: the last record of the page before. */
export function withRepeats(body: unknown, before: Neighbour): unknown {
  walkPages(body, (items, path) => items.unshift(before(items, path) ?? items[0]));
  return body;
}

/** `behind`: a record of a page further down. It may come at any place, the last one too. */
export function withStrays(body: unknown, behind: Neighbour, dice: Dice): unknown {
  walkPages(body, (items, path) => {
    const stray = behind(items, path);
    if (stray !== undefined) {
      items.splice(dice.whole(0, items.length), 0, stray);
    }
  });
  return body;
}

/** People only: what a bot did stays a bot's. */
export function withGhosts(body: unknown, dice: Dice): unknown {
  walk(body, (value, key, parent) => {
    const isPerson = isObject(value) && (value['__typename'] === 'User' || value['type'] === 'User');
    const names = ['author', 'mergedBy', 'user', 'actor', 'triggering_actor'];
    if (isPerson && names.includes(String(key)) && dice.chance(0.5)) {
      put(parent, key, null);
    }
  });
  return body;
}

export function withoutCommits(body: unknown, dice: Dice): unknown {
  walk(body, (value, key, parent) => {
    const isCommit = ['mergeCommit', 'commit', 'head_commit', 'defaultBranchRef'].includes(String(key));
    if (isCommit && isObject(value) && dice.chance(0.5)) {
      put(parent, key, null);
    }
  });
  return body;
}

/** Records of lists that nobody can read: when they came to be is no time. */
export function withGarbledTimes(body: unknown, dice: Dice): unknown {
  walk(body, (value, key, parent, path) => {
    const isTime = ['created_at', 'createdAt', 'committedDate'].includes(String(key)) && typeof value === 'string';
    if (isTime && typeof path[path.length - 2] === 'number' && dice.chance(0.1)) {
      put(parent, key, 'some time ago');
    }
  });
  return body;
}
