import { Organization } from './organization';
import { RunningServer } from './serving/server';

/** For tests: a day at noon in winter, so that the history holds both changes of clocks. */
export const testNow = Date.parse('2026-11-23T12:00:00Z');
export const testToken = 'secret';

export interface Page {
  readonly nodes: readonly unknown[];
  readonly endCursor: string | null;
}

export function githubHeaders(more: Record<string, string> = {}): Record<string, string> {
  return { authorization: `Bearer ${testToken}`, 'user-agent': 'test', ...more };
}

export async function getJson(server: RunningServer, path: string, headers = githubHeaders()) {
  const response = await fetch(`${server.url}${path}`, { headers, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : read(text) };
}

export async function postQuery(server: RunningServer, query: string, variables: unknown = {}) {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: githubHeaders(), body });
  return { status: response.status, body: read(await response.text()) };
}

function read(text: string): unknown {
  return JSON.parse(text);
}

/** What lies at a path of keys in an answer; undefined where there is nothing. */
export function dig(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null
        ? Object.entries(found).find(([name]) => name === key)?.[1]
        : undefined,
    value
  );
}

export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = dig(value, ...keys);
  return Array.isArray(found) ? found : [];
}

export function repositoryNamed(organization: Organization, name: string) {
  const found = organization.repositories.find((repository) => repository.name === name);
  if (found === undefined) {
    throw new Error(`There is no repository ${name}.`);
  }
  return found;
}
