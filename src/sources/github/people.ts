import { asObject, Json, list, object, optionalObject, text } from '../transport';

export interface Person {
  readonly login: string;
  readonly isBot: boolean;
}

/**
 * Does a login look like a machine's? `bot` standing alone between separators, with digits at most: `renovate[bot]`,
 * `ci-bot`, `bot_user`, `tool-bot-123`; not `robot`, `lobotomy` or `abot`.
 */
export function isBotName(login: string): boolean {
  return login
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => /^bot\d*$/.test(word));
}

/** An `Actor` of the GraphQL API; null for a deleted account. */
export function decodeActor(parent: Json, field: string, at: string): Person | null {
  const actor = optionalObject(parent, field, at);
  if (actor === null) {
    return null;
  }
  const login = text(actor, 'login', at);
  return { login, isBot: actor['__typename'] === 'Bot' || isBotName(login) };
}

/** Was it a person, and not `author`? */
export function isAnotherPerson(person: Person | null, author: Person | null): boolean {
  return person !== null && !person.isBot && person.login !== author?.login;
}

/** Nodes of a nested connection, each an object. None at all is no empty list: an error has emptied it. */
export function nodesOf(parent: Json, field: string, at: string): readonly Json[] {
  const place = `${at}, ${field}`;
  return list(object(parent, field, at), 'nodes', place).map((node) => asObject(node, place));
}
